// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Destination;
import dev.migrator.graph.Direction;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetResolver;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stamp records: every ancestor of a target is applied, every strict descendant is not, the rest stays as it was.
 */
final class Stamping {

    private final RevisionGraph graph;
    private final AppliedSet applied;
    private final Operation operation;
    private final boolean purge;
    private final RevisionSet before;
    private final Tagging tags;
    private final Function<RevisionSet, List<Step>> forgotten;

    /**
     * Takes what it decides with.
     *
     * @param forgotten what else is not there any more, where some revisions are not
     */
    Stamping(
            RevisionGraph graph,
            AppliedSet applied,
            Tagging tags,
            Operation operation,
            boolean purge,
            Function<RevisionSet, List<Step>> forgotten) {
        this.tags = tags;
        this.forgotten = forgotten;
        this.graph = graph;
        this.applied = applied;
        this.operation = operation;
        this.purge = purge;
        this.before = purge ? graph.select(List.of()) : applied.known();
    }

    Checked<Plan, Refusal> plan(List<Target> targets) {
        for (Target target : targets) {
            if (target.isRelative()) {
                return Checked.unsound(new Refusal.RelativeStamp(target.toString()));
            }
        }
        if (!purge && !applied.partial().isEmpty()) {
            return new Checked.Unsound<>(applied.partial());
        }
        if (!purge && !applied.unknown().isEmpty()) {
            return Checked.unsound(new Refusal.UnknownApplied(
                    applied.unknown(), "not stamped", "bring the code up to date, or start from nothing with --purge"));
        }
        return resolve(targets).flatMap(destinations -> reconcile(targets, destinations));
    }

    private Checked<List<Destination>, Refusal> resolve(List<Target> targets) {
        TargetResolver resolver = new TargetResolver(graph, before, tags.heads());
        List<Destination> destinations = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Target target : targets) {
            tags.obstacle(target)
                    .<Checked<Destination, Refusal>>map(Checked::unsound)
                    .orElseGet(() -> Resolving.badTarget(resolver.resolve(target, Direction.UP), tags.past()))
                    .fold(destinations::add, refusals::addAll);
        }
        return refusals.isEmpty() ? Checked.sound(destinations) : new Checked.Unsound<>(refusals);
    }

    private Checked<Plan, Refusal> reconcile(List<Target> targets, List<Destination> destinations) {
        RevisionSet wanted = graph.select(List.of());
        RevisionSet cleared = graph.select(List.of());
        for (Destination destination : destinations) {
            if (destination instanceof Destination.At at) {
                wanted = wanted.plus(at.revisions());
            } else if (destination instanceof Destination.Base base) {
                RevisionSet bases =
                        base.line().map(of -> graph.bases().and(graph.line(of))).orElseGet(graph::bases);
                cleared = cleared.plus(graph.descendants(bases));
            }
        }
        RevisionSet present = graph.ancestors(wanted);
        RevisionSet absent = graph.descendants(graph.above(wanted)).plus(cleared);
        // What is above a cleared revision is cleared too, so that wherever targets contradict each other one of them
        // does.
        RevisionSet contradictory = wanted.and(absent);
        if (!contradictory.isEmpty()) {
            return Checked.unsound(new Refusal.OverlappingTargets(contradictory.byId()));
        }
        return Checked.sound(plan(targets, present, before.minus(absent).plus(present)));
    }

    /** What is present may have been interrupted before; what is only left as it was stays so. */
    private Plan plan(List<Target> targets, RevisionSet present, RevisionSet after) {
        List<Step> steps = new ArrayList<>();
        if (operation == Operation.STAMP) {
            steps.addAll(applied.pending());
        }
        if (purge) {
            applied.unknown().forEach(id -> steps.add(unmark(id)));
        }
        steps.addAll(forgotten.apply(applied.known().minus(after)));
        applied.known().minus(after).reversed().forEach(id -> steps.add(unmark(id)));
        RevisionSet asApplied = applied.known().minus(applied.interrupted());
        present.minus(asApplied).forEach(id -> steps.add(new Step.Mark(graph.get(id), graph.dependencies(id))));
        return new Plan(
                operation,
                Stream.concat(purge ? Stream.of("--purge") : Stream.empty(), targets.stream())
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")),
                false,
                steps,
                applied.tips(applied.known(), true),
                applied.tips(after, false),
                applied.startingPoint(),
                List.of(),
                Optional.empty());
    }

    private Step unmark(RevisionId id) {
        AppliedRevision row = applied.row(id);
        return new Step.Unmark(id, row.message());
    }
}
