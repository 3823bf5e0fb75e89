// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Units;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which repeatables an upgrade runs, and which a downgrade takes away. */
final class Repeating {

    private final RevisionGraph graph;
    private final Units repeatables;
    private final Map<RevisionId, AppliedRevision> rows;
    private final Integrity integrity;

    Repeating(RevisionGraph graph, Units repeatables, List<AppliedRevision> rows, Integrity integrity) {
        this.graph = graph;
        this.repeatables = repeatables;
        this.rows = rows.stream().collect(Collectors.toMap(AppliedRevision::id, Function.identity()));
        this.integrity = integrity;
    }

    /**
     * What an upgrade does with them.
     *
     * @param steps those that it runs, in order
     * @param waiting those that it would run, were there more revisions
     */
    record Due(List<Step> steps, List<RevisionId> waiting) {}

    /**
     * Gives those that are new, changed, or depend on one that is; as far as the revisions are there that they need.
     *
     * @param there the revisions that the database has then
     */
    Due due(RevisionSet there) {
        boolean complete = graph.all().minus(there).isEmpty();
        Set<RevisionId> runs = new HashSet<>();
        Set<RevisionId> waits = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        List<RevisionId> waiting = new ArrayList<>();
        for (Units.Unit unit : repeatables.all()) {
            boolean ready = unit.revisions().isEmpty()
                    ? complete
                    : unit.revisions().stream().allMatch(there::contains);
            if (!ready || unit.units().stream().anyMatch(waits::contains)) {
                waits.add(unit.name());
                if (state(unit) != UnitState.APPLIED) {
                    waiting.add(unit.name());
                }
            } else if (state(unit) != UnitState.APPLIED || unit.units().stream().anyMatch(runs::contains)) {
                runs.add(unit.name());
                steps.add(step(unit));
            }
        }
        return new Due(steps, waiting);
    }

    /** Gives those that the database does not have as the code does, whatever they need. */
    List<RevisionId> unlikeTheCode() {
        return repeatables.all().stream()
                .filter(unit -> state(unit) != UnitState.APPLIED)
                .map(Units.Unit::name)
                .toList();
    }

    static Step step(Units.Unit unit) {
        return new Step.Upgrade(unit.code(), dependencies(unit));
    }

    static Step accept(Units.Unit unit) {
        return new Step.Accept(unit.code(), dependencies(unit));
    }

    private static List<RevisionId> dependencies(Units.Unit unit) {
        return Stream.concat(unit.units().stream(), unit.revisions().stream()).toList();
    }

    /**
     * What a downgrade does with them.
     *
     * @param first what it takes away or makes forgotten before it undoes anything, in order
     * @param last what it makes forgotten afterwards: it cannot run again, and what the ledger keeps of it is lost then
     * @param notices what a person should know of it
     */
    record Undone(List<Step> first, List<Step> last, List<String> notices) {}

    /**
     * Takes away those that may build on revisions that are undone, or makes it forgotten that they ran; each will run again.
     *
     * @param undone the revisions
     * @param kept the ways back that the ledger keeps of those that the code does not know
     * @param fromLedger whether these are run
     */
    Undone undone(RevisionSet undone, Map<RevisionId, StoredDowngrade> kept, boolean fromLedger) {
        if (undone.isEmpty()) {
            return new Undone(List.of(), List.of(), List.of());
        }
        List<Step> first = new ArrayList<>();
        List<Step> last = new ArrayList<>();
        for (RevisionId name : new UnitRows(repeatables, rows).relyingOn(undone, true)) {
            Optional<Units.Unit> unit = repeatables.find(name);
            StoredDowngrade way = kept.get(name);
            if (unit.isPresent()) {
                first.add(undo(unit.get().code()));
            } else if (fromLedger && way != null) {
                first.add(undo(name, way));
            } else {
                last.add(unmark(name));
            }
        }
        return new Undone(first, last, last.isEmpty() ? List.of() : List.of(staying(last, kept.keySet())));
    }

    /** It may be in the way of what is undone. */
    private static String staying(List<Step> forgotten, Set<RevisionId> kept) {
        List<RevisionId> names = forgotten.stream().map(Step::id).toList();
        return "what repeatables made that the code does not have stays in the database: " + RevisionId.list(names)
                + (names.stream().anyMatch(kept::contains)
                        ? "; --from-ledger takes it away, as far as the ledger keeps SQL for that"
                        : "; the ledger keeps no SQL that takes it away");
    }

    private Step undo(RevisionId name, StoredDowngrade way) {
        return new Step.Undo(
                RevisionDescriptor.of(name.value())
                        .kind(Kind.REPEATABLE)
                        .message(Objects.requireNonNull(rows.get(name)).message())
                        .reversible(true)
                        .transactional(way.transactional())
                        .location("the ledger")
                        .build(),
                way);
    }

    /** Gives those that may build on revisions of which it is only forgotten that they were there. */
    List<Step> forgotten(RevisionSet unmarked) {
        return unmarked.isEmpty()
                ? List.of()
                : new UnitRows(repeatables, rows)
                        .relyingOn(unmarked, true).stream().map(this::unmark).toList();
    }

    /** Gives all that the ledger has. */
    List<Step> forgotten() {
        return rows.keySet().stream().sorted().map(this::unmark).toList();
    }

    private Step unmark(RevisionId name) {
        return new Step.Unmark(
                Kind.REPEATABLE, name, Objects.requireNonNull(rows.get(name)).message());
    }

    static Step undo(RevisionDescriptor repeatable) {
        return repeatable.reversible()
                ? new Step.Downgrade(repeatable)
                : new Step.Unmark(Kind.REPEATABLE, repeatable.id(), repeatable.message());
    }

    /** How each stands, those that only the ledger knows at the end. */
    List<Status.Unit> states() {
        return states(repeatables, rows, integrity, this::state);
    }

    static List<Status.Unit> states(
            Units units,
            Map<RevisionId, AppliedRevision> rows,
            Integrity integrity,
            Function<Units.Unit, UnitState> state) {
        return Stream.concat(
                        units.all().stream()
                                .map(unit -> new Status.Unit(
                                        unit.name(),
                                        state.apply(unit),
                                        Optional.of(integrity.printed(unit.code())),
                                        Optional.ofNullable(rows.get(unit.name())))),
                        rows.values().stream()
                                .filter(row -> units.find(row.id()).isEmpty())
                                .sorted((one, two) -> one.id().compareTo(two.id()))
                                .map(row -> new Status.Unit(
                                        row.id(), UnitState.UNKNOWN, Optional.empty(), Optional.of(row))))
                .toList();
    }

    /** To run one again that is the same does no harm; not to run one that changed does. */
    private UnitState state(Units.Unit unit) {
        AppliedRevision row = rows.get(unit.name());
        if (row == null) {
            return UnitState.PENDING;
        }
        if (row.state() == AppliedRevision.State.INTERRUPTED) {
            return UnitState.INTERRUPTED;
        }
        return integrity.likeness(row, unit.code()) == Fingerprint.Likeness.SAME
                ? UnitState.APPLIED
                : UnitState.CHANGED;
    }
}
