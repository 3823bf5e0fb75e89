// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.Destination;
import dev.migrator.graph.Direction;
import dev.migrator.graph.Range;
import dev.migrator.graph.RangeResolver;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetIssue;
import dev.migrator.graph.TargetResolver;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.Kind;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what a command would do in one database. Pure: the same graph and the same rows give the same plan. Immutable
 * and thread-safe.
 */
public final class Planner {

    private final Definitions code;
    private final RevisionGraph graph;
    private final AppliedSet applied;
    private final Map<Kind, List<AppliedRevision>> units;
    private final Integrity integrity;
    private final Map<RevisionId, StoredDowngrade> stored;

    /** The revisions that the code does not know, where a plan may undo them. */
    private final List<RevisionId> fromLedger;

    /**
     * Takes what the code has, and a ledger's rows.
     *
     * @param definitions what the code knows
     * @param ledger the revisions that the database has, with their lineage
     * @param units what else it has, by kind
     * @param present what the code of all that is applied is now
     * @param invalidIndexes what interrupted revisions may have left behind, by name
     * @param stored the ways back that the ledger keeps of revisions that the code does not know
     */
    public Planner(
            Definitions definitions,
            Collection<AppliedRevision> ledger,
            Map<Kind, List<AppliedRevision>> units,
            PresentCode present,
            Collection<String> invalidIndexes,
            Collection<StoredDowngrade> stored) {
        this(
                definitions,
                AppliedSet.of(definitions.graph(), ledger, List.copyOf(invalidIndexes)),
                Map.copyOf(units),
                new Integrity(present),
                stored.stream().collect(Collectors.toMap(StoredDowngrade::id, Function.identity())),
                List.of());
    }

    private Planner(
            Definitions code,
            AppliedSet applied,
            Map<Kind, List<AppliedRevision>> units,
            Integrity integrity,
            Map<RevisionId, StoredDowngrade> stored,
            List<RevisionId> fromLedger) {
        this.code = code;
        this.graph = code.graph();
        this.applied = applied;
        this.units = units;
        this.integrity = integrity;
        this.stored = stored;
        this.fromLedger = fromLedger;
    }

    /** Takes a graph and a ledger's rows, and never looks at code. */
    public Planner(RevisionGraph graph, Collection<AppliedRevision> ledger) {
        this(Definitions.of(graph), ledger);
    }

    /** Takes what the code has and a ledger's rows of revisions, and never looks at code. */
    public Planner(Definitions code, Collection<AppliedRevision> ledger) {
        this(code, ledger, Map.of(), PresentCode.UNSEEN, List.of(), List.of());
    }

    private Repeating repeating() {
        return new Repeating(graph, code.repeatables(), units.getOrDefault(Kind.REPEATABLE, List.of()), integrity);
    }

    private Seeding seeding() {
        return new Seeding(code.seeds(), applied, units.getOrDefault(Kind.SEED, List.of()), integrity);
    }

    /**
     * Decides for a database that nobody asks: it has some revisions and all below them, as the code has them.
     *
     * @param code what the code knows
     * @param tips what was typed: ids, labels, {@code heads} …; none for an empty database
     */
    public static Checked<Planner, Refusal> assuming(Definitions code, List<Target> tips) {
        RevisionGraph graph = code.graph();
        TargetResolver resolver = new TargetResolver(graph, graph.select(List.of()));
        List<RevisionId> found = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Target tip : tips) {
            badTarget(resolver.resolve(tip, Direction.UP))
                    .fold(
                            destination -> destination instanceof Destination.At at
                                    && found.addAll(at.revisions().byId()),
                            refusals::addAll);
        }
        if (!refusals.isEmpty()) {
            return new Checked.Unsound<>(refusals);
        }
        RevisionSet applied = graph.ancestors(graph.select(found));
        return Checked.sound(new Planner(
                code,
                rows(graph, applied),
                Map.of(Kind.REPEATABLE, repeated(code, applied)),
                PresentCode.UNSEEN,
                List.of(),
                List.of()));
    }

    /** They are there, and nobody knows whether as the code has them: an upgrade runs them, a downgrade takes them away. */
    private static List<AppliedRevision> repeated(Definitions code, RevisionSet applied) {
        return new Repeating(code.graph(), code.repeatables(), List.of(), new Integrity(PresentCode.UNSEEN))
                .due(applied).steps().stream()
                        .map(step -> new AppliedRevision(
                                step.id(),
                                AppliedRevision.State.INTERRUPTED,
                                List.of(),
                                List.of(),
                                step.message(),
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH,
                                ""))
                        .toList();
    }

    private static List<AppliedRevision> rows(RevisionGraph graph, RevisionSet applied) {
        return applied.descriptors()
                .map(revision -> new AppliedRevision(
                        revision.id(),
                        AppliedRevision.State.APPLIED,
                        revision.downRevisions(),
                        graph.dependencies(revision.id()),
                        revision.message(),
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH,
                        ""))
                .toList();
    }

    /**
     * Plans the way up to a target: its ancestors that are not applied.
     *
     * @param target what was typed
     * @param options what is allowed
     */
    public Checked<Plan, Refusal> upgrade(Target target, UpgradeOptions options) {
        return new Upgrading(graph, applied, integrity, options, repeating())
                .plan(target, resolve(target, Direction.UP));
    }

    /**
     * Plans the way down to a target: what is applied above it.
     *
     * @param target what was typed
     */
    public Checked<Plan, Refusal> downgrade(Target target) {
        return resolve(target, Direction.DOWN)
                .flatMap(this::undone)
                .flatMap(undone -> new Downgrading(applied, stored, fromLedger, inTheWay(undone)).plan(target, undone));
    }

    private List<Step> inTheWay(RevisionSet undone) {
        return Stream.of(seeding().forgotten(undone), repeating().undone(undone))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Plans which seeds to apply: those that are asked for and all that they depend on, as far as they are not there as the
     * code has them.
     *
     * @param request which
     */
    public Checked<Plan, Refusal> applySeeds(SeedRequest request) {
        return seeding().apply(request);
    }

    /**
     * Tells how seeds stand: those that are asked for, or all where the request says nothing.
     *
     * @param request which
     */
    public Checked<List<Status.Unit>, Refusal> seeds(SeedRequest request) {
        return seeding().states(request);
    }

    /**
     * Plans which seeds to remove: those that are asked for and all that depends on them, as far as they are there.
     *
     * @param request which
     */
    public Checked<Plan, Refusal> removeSeeds(SeedRequest request) {
        return seeding().remove(request);
    }

    /**
     * Gives one that knows the revisions that only the ledger has, and undoes them with what the ledger keeps of them; or
     * tells why their lineage does not fit to the code's.
     */
    public Checked<Planner, Refusal> knowingTheLedger() {
        if (!applied.partial().isEmpty()) {
            return new Checked.Unsound<>(applied.partial());
        }
        return Downgrading.wholeGraph(graph, applied, stored)
                .map(whole -> new Planner(
                        new Definitions(whole, code.repeatables(), code.seeds()),
                        applied.on(whole),
                        units,
                        integrity,
                        stored,
                        applied.unknown()));
    }

    /**
     * Plans what to record where no migration runs.
     *
     * @param targets what was typed, at least one
     * @param purge whether to start from nothing
     */
    public Checked<Plan, Refusal> stamp(List<Target> targets, boolean purge) {
        return new Stamping(graph, applied, Operation.STAMP, purge).plan(targets);
    }

    /**
     * Plans the beginning of a ledger for a database that was there before; where the ledger has begun just so, nothing is
     * to do.
     *
     * @param targets what the database has, at least one
     */
    public Checked<Plan, Refusal> baseline(List<Target> targets) {
        Refusal notEmpty = new Refusal.NotEmpty(applied.ids().stream().sorted().toList());
        return applied.unknown().isEmpty()
                ? new Stamping(graph, applied, Operation.BASELINE, false)
                        .plan(targets)
                        .flatMap(plan -> applied.ids().isEmpty() || plan.isEmpty()
                                ? Checked.sound(plan)
                                : Checked.unsound(notEmpty))
                : Checked.unsound(notEmpty);
    }

    /**
     * Plans what to put right in the ledger.
     *
     * @param request what is to be recorded
     */
    public Checked<Plan, Refusal> repair(RepairRequest request) {
        return new Repairing(graph, applied, integrity).plan(request);
    }

    /**
     * Finds all in which the database and the code disagree.
     *
     * @param failures the revisions whose last attempt failed
     */
    public Validation validate(Collection<HistoryEntry> failures) {
        return new Validator(status(), integrity).validate(failures, applied.invalidIndexes());
    }

    /** Gives where the database is, for a plan to start from. */
    public StartingPoint startingPoint() {
        return applied.startingPoint();
    }

    /** Gives all that the code has. */
    public Definitions definitions() {
        return code;
    }

    /** Gives the revisions that the code knows. */
    public RevisionGraph graph() {
        return graph;
    }

    /** Tells how each revision stands. */
    public Status status() {
        return Status.of(graph, applied, repeating().states(), seeding().states());
    }

    /** Gives all that the ledger has, interrupted revisions and those that the code does not know among them. */
    public Set<RevisionId> appliedIds() {
        return applied.ids();
    }

    /** Gives the tips of what is applied, revisions that the code does not know among them, by id. */
    public List<RevisionId> current() {
        return applied.tips(applied.known(), true);
    }

    /**
     * Gives the revisions that a target names; none for base. Steps by themselves are counted from where the database is.
     *
     * @param target what was typed
     */
    public Checked<RevisionSet, Refusal> revisions(Target target) {
        return resolve(target.fromCurrent(), Direction.UP)
                .map(destination ->
                        destination instanceof Destination.At at ? at.revisions() : graph.select(List.of()));
    }

    /**
     * Gives the revisions in a range.
     *
     * @param range what was typed
     */
    public Checked<RevisionSet, Refusal> history(Range range) {
        return range.relativeEnds().stream()
                .flatMap(end -> startsFromUnknown(end).stream())
                .findFirst()
                .<Checked<RevisionSet, Refusal>>map(Checked::unsound)
                .orElseGet(() -> badTarget(new RangeResolver(graph, applied.known()).resolve(range)));
    }

    private Checked<Destination, Refusal> resolve(Target target, Direction direction) {
        return startsFromUnknown(target)
                .<Checked<Destination, Refusal>>map(Checked::unsound)
                .orElseGet(() -> badTarget(new TargetResolver(graph, applied.known()).resolve(target, direction)));
    }

    private Optional<Refusal> startsFromUnknown(Target target) {
        List<RevisionId> unknownTips = applied.unknownTips();
        return target.isRelative() && target.line().isEmpty() && !unknownTips.isEmpty()
                ? Optional.of(new Refusal.UnknownApplied(
                        unknownTips,
                        "'" + target + "' starts from the tip of the database",
                        "name a revision, or bring the code up to date"))
                : Optional.empty();
    }

    static <T> Checked<T, Refusal> badTarget(Checked<T, TargetIssue> resolved) {
        return resolved.fold(
                Checked::sound,
                issues -> new Checked.Unsound<>(
                        issues.stream().<Refusal>map(Refusal.BadTarget::new).toList()));
    }

    private Checked<RevisionSet, Refusal> undone(Destination destination) {
        if (destination instanceof Destination.Undone relative) {
            return Checked.sound(relative.revisions());
        }
        if (destination instanceof Destination.At at) {
            RevisionSet missing = at.revisions().minus(applied.known());
            return missing.isEmpty()
                    ? Checked.sound(aboveAny(onLine(graph.children(at.revisions()), at.line())))
                    : Checked.unsound(new Refusal.NotApplied(missing.byId()));
        }
        return Checked.sound(aboveAny(onLine(graph.bases(), ((Destination.Base) destination).line())));
    }

    private RevisionSet aboveAny(RevisionSet roots) {
        return graph.descendants(roots).and(applied.known());
    }

    private RevisionSet onLine(RevisionSet revisions, Optional<RevisionId> line) {
        return line.map(of -> revisions.and(graph.line(of))).orElse(revisions);
    }
}
