// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.Direction;
import dev.migrator.graph.Range;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetIssue;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.Kind;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Kept stored;
    private final Past past;

    /** The revisions that the code does not know, where a plan may undo what it does not know by what the ledger keeps. */
    private final Optional<List<RevisionId>> fromLedger;

    /**
     * Takes what the code has, and a ledger's rows.
     *
     * @param definitions what the code knows
     * @param ledger the revisions that the database has, with their lineage
     * @param units what else it has, by kind
     * @param present what the code of all that is applied is now
     * @param invalidIndexes what interrupted revisions may have left behind, by name
     * @param stored the ways back that the ledger keeps of revisions and repeatables that the code does not know
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
                AppliedSet.of(definitions.graph(), ledger, units, List.copyOf(invalidIndexes)),
                Map.copyOf(units),
                new Integrity(present),
                Kept.of(stored),
                Past.UNREAD,
                Optional.empty());
    }

    private Planner(
            Definitions code,
            AppliedSet applied,
            Map<Kind, List<AppliedRevision>> units,
            Integrity integrity,
            Kept stored,
            Past past,
            Optional<List<RevisionId>> fromLedger) {
        this.code = code;
        this.graph = code.graph();
        this.applied = applied;
        this.units = units;
        this.integrity = integrity;
        this.stored = stored;
        this.past = past;
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

    /** Gives one that knows what the database had before, too. */
    public Planner remembering(Past read) {
        return new Planner(code, applied, units, integrity, stored, read, fromLedger);
    }

    /** The hooks that a run did not get to before it ended. */
    public List<RevisionId> owedHooks() {
        return units.getOrDefault(Kind.HOOK, List.of()).stream()
                .map(AppliedRevision::id)
                .toList();
    }

    private Tagging tags() {
        return new Tagging(code, applied, units, past);
    }

    private Resolving resolving() {
        return new Resolving(names(), applied, tags(), past);
    }

    private UnitNames names() {
        return new UnitNames(code, units);
    }

    private Repeating repeating() {
        return new Repeating(graph, code.repeatables(), units.getOrDefault(Kind.REPEATABLE, List.of()), integrity);
    }

    private Seeding seeding() {
        return new Seeding(code, applied, units.getOrDefault(Kind.SEED, List.of()), integrity);
    }

    /**
     * Decides for a database that nobody asks: it has some revisions and all below them, as the code has them.
     *
     * @param code what the code knows
     * @param tips what was typed: ids, labels, {@code heads} …; none for an empty database
     */
    public static Checked<Planner, Refusal> assuming(Definitions code, List<Target> tips) {
        return Assumed.planner(code, tips);
    }

    /**
     * Plans the way up to a target: its ancestors that are not applied.
     *
     * @param target what was typed
     * @param options what is allowed
     */
    public Checked<Plan, Refusal> upgrade(Target target, UpgradeOptions options) {
        return new Upgrading(graph, applied, integrity, options, repeating(), tags().clashes())
                .plan(target, resolving().resolve(target, Direction.UP))
                .map(plan -> options.allowUnknown() ? plan : behind(plan));
    }

    private Plan behind(Plan plan) {
        return applied.ahead().isEmpty() ? plan : Hooking.behind(plan, owedHooks());
    }

    /**
     * Plans the way down to a target: what is applied above it.
     *
     * @param target what was typed
     */
    public Checked<Plan, Refusal> downgrade(Target target) {
        return resolving().undone(target).flatMap(undone -> downgrade(target.toString(), target.isRelative(), undone));
    }

    /**
     * Plans the way back to what was applied at a moment; needs the history ({@link #remembering}).
     *
     * @param moment when
     */
    public Checked<Plan, Refusal> downgrade(Instant moment) {
        return new Rewinding(graph.replacements(), applied, past.recorded().orElseThrow(), moment)
                .applied()
                .flatMap(new Returning(graph, applied, "at " + moment)::undone)
                .flatMap(undone -> downgrade("--to-date " + moment, false, undone));
    }

    private Checked<Plan, Refusal> downgrade(String target, boolean relative, RevisionSet undone) {
        return new Downgrading(
                        applied,
                        stored.revisions(),
                        fromLedger.orElse(List.of()),
                        repeating().undone(undone, stored.repeatables(), fromLedger.isPresent()),
                        gone -> seeding().forgotten(graph.select(gone)))
                .plan(target, relative, undone)
                .map(this::behind);
    }

    /**
     * Plans to mark what is applied by a name; where it marks just that already, nothing is to do.
     *
     * @param name the name
     */
    public Checked<Plan, Refusal> tag(RevisionId name) {
        return tags().set(name);
    }

    /**
     * Plans to take such a name away.
     *
     * @param name the name
     */
    public Checked<Plan, Refusal> untag(RevisionId name) {
        return tags().delete(name);
    }

    private static List<Step> both(List<Step> seeds, List<Step> repeatables) {
        return Stream.concat(seeds.stream(), repeatables.stream()).toList();
    }

    /**
     * Plans which seeds to apply: those that are asked for and all that they depend on, as far as they are not there as the
     * code has them.
     *
     * @param request which
     */
    public Checked<Plan, Refusal> applySeeds(SeedRequest request) {
        List<Refusal> clashes = tags().clashes();
        return clashes.isEmpty() ? seeding().apply(request).map(this::behind) : new Checked.Unsound<>(clashes);
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
        return seeding().remove(request).map(this::behind);
    }

    /**
     * Gives one that knows the revisions that only the ledger has, and undoes them with what the ledger keeps of them; or
     * tells why their lineage does not fit to the code's.
     */
    public Checked<Planner, Refusal> knowingTheLedger() {
        if (!applied.partial().isEmpty()) {
            return new Checked.Unsound<>(applied.partial());
        }
        return Downgrading.wholeGraph(graph, applied, stored.revisions())
                .map(whole -> new Planner(
                        new Definitions(whole, code.repeatables(), code.seeds()),
                        applied.on(whole),
                        units,
                        integrity,
                        stored,
                        past,
                        Optional.of(applied.unknown())));
    }

    /**
     * Plans what to record where no migration runs.
     *
     * @param targets what was typed, at least one
     * @param purge whether to start from nothing
     */
    public Checked<Plan, Refusal> stamp(List<Target> targets, boolean purge) {
        return new Stamping(
                        graph,
                        applied,
                        tags(),
                        Operation.STAMP,
                        purge,
                        unmarked -> purge
                                ? both(seeding().forgotten(), repeating().forgotten())
                                : both(
                                        seeding().forgotten(unmarked),
                                        repeating().forgotten(unmarked)))
                .plan(targets);
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
                ? new Stamping(graph, applied, tags(), Operation.BASELINE, false, unmarked -> List.of())
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
        return new Repairing(names(), applied, integrity).plan(request);
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
        return Status.of(graph, applied, repeating(), seeding().states(), tags().states());
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
        return resolving().revisions(target);
    }

    /**
     * Gives the revisions in a range.
     *
     * @param range what was typed
     */
    public Checked<RevisionSet, Refusal> history(Range range) {
        return resolving().within(range);
    }

    static <T> Checked<T, Refusal> badTarget(Checked<T, TargetIssue> resolved) {
        return resolved.fold(
                Checked::sound,
                issues -> new Checked.Unsound<>(
                        issues.stream().<Refusal>map(Refusal.BadTarget::new).toList()));
    }
}
