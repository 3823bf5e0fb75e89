// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Units;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which seeds are applied or removed, and of which a downgrade makes it forgotten that they were. */
final class Seeding {

    private final Definitions code;
    private final Units seeds;
    private final AppliedSet applied;
    private final Map<RevisionId, AppliedRevision> rows;
    private final Integrity integrity;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    Seeding(Definitions code, AppliedSet applied, List<AppliedRevision> rows, Integrity integrity) {
        this.code = code;
        this.seeds = code.seeds();
        this.applied = applied;
        this.rows = rows.stream().collect(Collectors.toMap(AppliedRevision::id, Function.identity()));
        this.integrity = integrity;
    }

    Checked<Plan, Refusal> apply(SeedRequest request) {
        List<RevisionId> meant = meant(request);
        List<Step> steps = new ArrayList<>();
        for (Units.Unit seed : seeds.withDependencies(meant)) {
            insistOnRevisions(seed);
            boolean again = request.again() && meant.contains(seed.name());
            if (again || isDue(seed)) {
                steps.add(Repeating.step(seed));
            } else if (isKnownToDiffer(seed)) {
                notices.add("seed " + seed.name()
                        + " differs from the one that ran, and the database is ahead of the code: it has "
                        + RevisionId.list(applied.ahead())
                        + "; bring the code up to date, or --again applies the older one");
            } else if (state(seed) == UnitState.CHANGED) {
                notices.add("the class file of seed " + seed.name() + " differs from the one that ran, which may be the"
                        + " compiler's doing; --again runs it");
            }
        }
        tellOfProfiles(request, steps, this::isDue);
        return plan(Operation.SEED_APPLY, request, steps);
    }

    private boolean isDue(Units.Unit seed) {
        return state(seed) == UnitState.PENDING || (isKnownToDiffer(seed) && !isAhead());
    }

    /** What such a database has may be newer than the code. */
    private boolean isAhead() {
        return !applied.ahead().isEmpty();
    }

    Checked<Plan, Refusal> remove(SeedRequest request) {
        List<Units.Unit> gone = new ArrayList<>(seeds.withDependents(meant(request)));
        gone.removeIf(seed -> !rows.containsKey(seed.name()));
        Collections.reverse(gone);
        Set<RevisionId> names = gone.stream().map(Units.Unit::name).collect(Collectors.toSet());
        List<RevisionId> oneWay = gone.stream()
                .filter(seed -> !seed.code().reversible())
                .map(Units.Unit::name)
                .toList();
        if (!oneWay.isEmpty()) {
            refusals.add(SeedRefusals.oneWay(oneWay));
        }
        List<RevisionId> above = rows.values().stream()
                .filter(row -> seeds.find(row.id()).isEmpty()
                        && row.dependsOn().stream().anyMatch(names::contains))
                .map(AppliedRevision::id)
                .sorted()
                .toList();
        if (!above.isEmpty()) {
            refusals.add(SeedRefusals.neededByUnknown(above));
        }
        List<Step> steps =
                gone.stream().<Step>map(seed -> new Step.Downgrade(seed.code())).toList();
        tellOfProfiles(request, steps, seed -> rows.containsKey(seed.name()));
        return plan(Operation.SEED_REMOVE, request, steps);
    }

    /** Who asks for nothing by name, and gets nothing, may have meant those that only a profile asks for. */
    private void tellOfProfiles(SeedRequest request, List<Step> steps, Predicate<Units.Unit> concerned) {
        if (!request.names().isEmpty() || !request.profiles().isEmpty() || !steps.isEmpty()) {
            return;
        }
        List<String> left = seeds.all().stream()
                .filter(seed -> !seed.code().profiles().isEmpty())
                .filter(concerned)
                .map(seed -> seed.name() + " (" + String.join(", ", seed.code().profiles()) + ")")
                .toList();
        if (!left.isEmpty()) {
            notices.add("left, as nobody asked for a profile: " + String.join(", ", left));
        }
    }

    private Checked<Plan, Refusal> plan(Operation operation, SeedRequest request, List<Step> steps) {
        List<RevisionId> tips = applied.tips(applied.known(), true);
        return refusals.isEmpty()
                ? Checked.sound(new Plan(
                        operation,
                        String.join(" ", request.names()),
                        false,
                        steps,
                        tips,
                        tips,
                        applied.startingPoint(),
                        notices,
                        Optional.empty()))
                : new Checked.Unsound<>(refusals);
    }

    /** Those that are asked for, before what they depend on. */
    private List<RevisionId> meant(SeedRequest request) {
        return meant(request, Set.of());
    }

    /** The same, where some names are enough by themselves. */
    private List<RevisionId> meant(SeedRequest request, Set<RevisionId> evenThese) {
        Set<String> known = new HashSet<>();
        seeds.all().forEach(seed -> known.addAll(seed.code().profiles()));
        request.profiles().stream()
                .filter(profile -> !known.contains(profile))
                .forEach(profile -> refusals.add(
                        SeedRefusals.noProfile(profile, known.stream().sorted().toList())));
        if (request.names().isEmpty()) {
            return seeds.all().stream()
                    .filter(seed -> isWanted(seed, request.profiles()))
                    .map(Units.Unit::name)
                    .toList();
        }
        return request.names().stream()
                .map(RevisionId::new)
                .filter(name ->
                        (evenThese.contains(name) && seeds.find(name).isEmpty()) || isThere(name, request.profiles()))
                .toList();
    }

    private boolean isThere(RevisionId name, List<String> profiles) {
        Optional<Units.Unit> seed = seeds.find(name);
        if (seed.isEmpty()) {
            refusals.add(SeedRefusals.unknown(
                    name,
                    rows.containsKey(name),
                    code.holder(name),
                    seeds.all().stream().map(Units.Unit::name).toList()));
        } else if (!profiles.isEmpty() && !isWanted(seed.get(), profiles)) {
            refusals.add(SeedRefusals.notWanted(seed.get().code()));
        }
        return seed.isPresent();
    }

    private static boolean isWanted(Units.Unit seed, List<String> profiles) {
        return seed.code().profiles().isEmpty()
                || seed.code().profiles().stream().anyMatch(profiles::contains);
    }

    private void insistOnRevisions(Units.Unit seed) {
        RevisionSet there = applied.known().minus(applied.interrupted());
        List<RevisionId> missing =
                seed.revisions().stream().filter(id -> !there.contains(id)).toList();
        if (!missing.isEmpty()) {
            refusals.add(SeedRefusals.tooEarly(seed.code(), missing));
        }
    }

    /**
     * Gives those of which an undone revision may take the data away; each can be applied again. One that names no revision
     * needs some all the same, which are gone where none is left.
     */
    List<Step> forgotten(RevisionSet undone) {
        if (rows.isEmpty()) {
            return List.of();
        }
        boolean noneIsLeft = !undone.isEmpty()
                && applied.unknown().isEmpty()
                && applied.known().minus(undone).isEmpty();
        return new UnitRows(seeds, rows)
                .relyingOn(undone, noneIsLeft).stream().map(this::unmark).toList();
    }

    /** Gives all that the ledger has. */
    List<Step> forgotten() {
        return rows.keySet().stream().sorted().map(this::unmark).toList();
    }

    private Step unmark(RevisionId name) {
        return new Step.Unmark(
                Kind.SEED, name, Objects.requireNonNull(rows.get(name)).message());
    }

    /** How some stand; all, where none is named. */
    Checked<List<Status.Unit>, Refusal> states(SeedRequest request) {
        if (request.names().isEmpty() && request.profiles().isEmpty()) {
            return Checked.sound(states());
        }
        List<RevisionId> meant = meant(request, rows.keySet());
        return refusals.isEmpty()
                ? Checked.sound(states().stream()
                        .filter(seed -> meant.contains(seed.name()))
                        .toList())
                : new Checked.Unsound<>(refusals);
    }

    /** How each stands, those that only the ledger knows at the end. */
    List<Status.Unit> states() {
        return Repeating.states(seeds, rows, integrity, this::state);
    }

    private UnitState state(Units.Unit seed) {
        AppliedRevision row = rows.get(seed.name());
        if (row == null) {
            return UnitState.PENDING;
        }
        return integrity.likeness(row, seed.code()) == Fingerprint.Likeness.SAME
                ? UnitState.APPLIED
                : UnitState.CHANGED;
    }

    /** To apply data twice may do harm, so that a compiler's doing is no reason. */
    private boolean isKnownToDiffer(Units.Unit seed) {
        AppliedRevision row = rows.get(seed.name());
        return row != null && integrity.likeness(row, seed.code()) == Fingerprint.Likeness.DIFFERENT;
    }
}
