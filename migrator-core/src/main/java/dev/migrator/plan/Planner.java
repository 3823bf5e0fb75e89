// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

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
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides what a command would do in one database. Pure: the same graph and the same rows give the same plan. Immutable
 * and thread-safe.
 */
public final class Planner {

    private final RevisionGraph graph;
    private final AppliedSet applied;

    /**
     * Takes a graph and a ledger's rows with their lineage.
     *
     * @param graph what the code knows
     * @param ledger what the database has
     */
    public Planner(RevisionGraph graph, Collection<AppliedRevision> ledger) {
        this.graph = graph;
        this.applied = new AppliedSet(graph, ledger);
    }

    /**
     * Plans the way up to a target: its ancestors that are not applied.
     *
     * @param target what was typed
     * @param options what is allowed
     */
    public Checked<Plan, Refusal> upgrade(Target target, UpgradeOptions options) {
        return resolve(target, Direction.UP).flatMap(destination -> {
            RevisionSet wanted = destination instanceof Destination.At at
                    ? graph.ancestors(at.revisions())
                    : graph.select(List.of());
            RevisionSet done = applied.known().minus(rerunnable());
            RevisionSet missing = wanted.minus(done);
            List<Refusal> refusals = new ArrayList<>();
            refuseInterrupted(refusals);
            RevisionSet gaps = applied.gaps().and(missing);
            if (!gaps.isEmpty() && !options.fillGaps()) {
                refusals.add(new Refusal.Gap(List.copyOf(gaps)));
            }
            if (!missing.isEmpty() && !applied.unknown().isEmpty() && !options.allowUnknown()) {
                refusals.add(new Refusal.UnknownApplied(
                        applied.unknown(),
                        "not upgraded",
                        "bring the code up to date, or run the steps all the same with --allow-unknown"));
            }
            List<Step> steps = missing.descriptors().map(this::up).toList();
            return answer(
                    refusals,
                    () -> plan(Operation.UPGRADE, target, steps, applied.known().plus(missing)));
        });
    }

    /**
     * Plans the way down to a target: what is applied above it.
     *
     * @param target what was typed
     */
    public Checked<Plan, Refusal> downgrade(Target target) {
        return resolve(target, Direction.DOWN).flatMap(this::undone).flatMap(undone -> {
            List<Refusal> refusals = new ArrayList<>();
            refuseInterrupted(refusals);
            List<RevisionId> above = applied.unknownAbove(undone);
            if (!above.isEmpty()) {
                refusals.add(new Refusal.UnknownApplied(
                        above,
                        "not downgraded",
                        "bring the code up to date, so that what is above can be undone first"));
            }
            List<RevisionDescriptor> downward =
                    new ArrayList<>(undone.descriptors().toList());
            Collections.reverse(downward);
            List<RevisionId> oneWay = downward.stream()
                    .filter(revision -> !revision.reversible())
                    .map(RevisionDescriptor::id)
                    .toList();
            if (!oneWay.isEmpty()) {
                refusals.add(new Refusal.Irreversible(oneWay));
            }
            List<Step> steps = downward.stream().<Step>map(Step.Downgrade::new).toList();
            return answer(
                    refusals,
                    () -> plan(
                            Operation.DOWNGRADE, target, steps, applied.known().minus(undone)));
        });
    }

    /**
     * Plans what to record where no migration runs.
     *
     * @param targets what was typed, at least one
     * @param purge whether to start from nothing
     */
    public Checked<Plan, Refusal> stamp(List<Target> targets, boolean purge) {
        return new Stamping(graph, applied, purge).plan(targets);
    }

    /** Gives what the code knows. */
    public RevisionGraph graph() {
        return graph;
    }

    /** Tells how each revision stands. */
    public Status status() {
        return Status.of(graph, applied);
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

    /** Interrupted revisions that say of themselves that they may simply run again. */
    private RevisionSet rerunnable() {
        return graph.select(applied.interrupted().stream()
                .filter(id -> graph.get(id).rerunnable())
                .toList());
    }

    private void refuseInterrupted(List<Refusal> refusals) {
        RevisionSet stuck = applied.interrupted().minus(rerunnable());
        if (!stuck.isEmpty()) {
            refusals.add(new Refusal.Interrupted(List.copyOf(stuck)));
        }
    }

    private Step up(RevisionDescriptor revision) {
        boolean needsNothing = revision.dependsOn().isEmpty();
        return new Step.Upgrade(revision, needsNothing ? List.of() : graph.dependencies(revision.id()));
    }

    private static Checked<Plan, Refusal> answer(List<Refusal> refusals, Supplier<Plan> plan) {
        return refusals.isEmpty() ? Checked.sound(plan.get()) : new Checked.Unsound<>(refusals);
    }

    private Plan plan(Operation operation, Target target, List<Step> steps, RevisionSet after) {
        return new Plan(
                operation,
                target.toString(),
                target.isRelative(),
                steps,
                applied.tips(applied.known(), true),
                applied.tips(after, true),
                applied.startingPoint(),
                notices());
    }

    private List<String> notices() {
        if (applied.unknown().isEmpty()) {
            return List.of();
        }
        return List.of("the database is ahead of the code: it has "
                + RevisionId.list(applied.unknown())
                + ", which the code does not");
    }
}
