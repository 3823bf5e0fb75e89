// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Destination;
import dev.migrator.graph.Direction;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetIssue;
import dev.migrator.graph.TargetResolver;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a repair records: that the code of a revision is accepted as it is now, how an interrupted one ended, that a hook is
 * not owed any more, or that something by a name is no longer there.
 */
final class Repairing {

    private final RevisionGraph graph;
    private final AppliedSet applied;
    private final Integrity integrity;
    private final Map<RevisionId, AppliedRevision> owed;
    private final UnitNames names;
    private final Accepting accepting;
    private final Forgetting forgetting;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<RevisionId> named = new LinkedHashSet<>();
    private final List<Step> steps = new ArrayList<>();

    Repairing(UnitNames names, AppliedSet applied, Integrity integrity) {
        this.names = names;
        this.accepting = new Accepting(names, applied, integrity);
        this.forgetting = new Forgetting(names, applied);
        this.owed = names.rows().getOrDefault(Kind.HOOK, List.of()).stream()
                .collect(Collectors.toMap(AppliedRevision::id, Function.identity()));
        this.graph = names.code().graph();
        this.applied = applied;
        this.integrity = integrity;
    }

    Checked<Plan, Refusal> plan(RepairRequest request) {
        resolve(request.accepted()).forEach(this::accept);
        namesIn(request.accepted())
                .forEach((name, kind) -> accepting.steps(kind, name).fold(steps::addAll, refusals::addAll));
        Stream.of(request.applied(), request.notApplied())
                .forEach(typed -> namesIn(typed)
                        .forEach((name, kind) -> refuse(
                                name,
                                "a " + kind.label() + " is no revision; where one was interrupted, it is run again")));
        resolve(request.applied()).forEach(this::markApplied);
        Map<Boolean, List<String>> hooks = request.notApplied().stream()
                .collect(Collectors.partitioningBy(text -> HookName.of(text).isPresent()));
        resolve(hooks.getOrDefault(false, List.of())).forEach(this::markNotApplied);
        named(hooks.getOrDefault(true, List.of()).stream().map(RevisionId::new).toList())
                .forEach(this::forget);
        request.forgotten().stream()
                .map(RevisionId::new)
                .distinct()
                .forEach(name -> forgetting.steps(name).fold(steps::addAll, refusals::addAll));
        return refusals.isEmpty() ? Checked.sound(plan(request, withMarks())) : new Checked.Unsound<>(refusals);
    }

    /** A lineage that is accepted may name what stands for others; the ledger has to have that name, too. */
    private List<Step> withMarks() {
        boolean accepts = steps.stream().anyMatch(Step.Accept.class::isInstance);
        return accepts
                ? Stream.concat(applied.pending().stream(), steps.stream()).toList()
                : steps;
    }

    private void accept(RevisionId id) {
        Optional<AppliedRevision> row = applied.find(id);
        if (row.isEmpty()) {
            refuse(id, "it is not applied");
        } else if (applied.isInterrupted(id)) {
            refuse(id, "it was interrupted; look at what is there, and say --applied or --not-applied");
        } else if (graph.find(id).isEmpty()) {
            refuse(id, "the code does not have it, so that there is none to accept");
        } else if (Status.moved(graph, row.get())
                || integrity.likeness(row.get(), graph.get(id)) != Fingerprint.Likeness.SAME) {
            steps.add(new Step.Accept(graph.get(id), graph.dependencies(id)));
        }
    }

    private void markApplied(RevisionId id) {
        if (isInterrupted(id)) {
            if (graph.find(id).isPresent()) {
                steps.add(new Step.Mark(graph.get(id), graph.dependencies(id)));
            } else {
                refuse(
                        id,
                        graph.replacements()
                                .successor(id)
                                .map(by -> "it was replaced by " + by + "; settle it with the code from before that")
                                .orElse("the code does not have it; bring the code up to date first"));
            }
        }
    }

    private void markNotApplied(RevisionId id) {
        if (isInterrupted(id)) {
            steps.add(new Step.Unmark(id, applied.row(id).message()));
        }
    }

    private void forget(RevisionId hook) {
        Optional.ofNullable(owed.get(hook))
                .ifPresentOrElse(
                        row -> steps.add(new Step.Unmark(Kind.HOOK, hook, row.message())),
                        () -> refuse(hook, "it is not owed"));
    }

    private boolean isInterrupted(RevisionId id) {
        boolean interrupted = applied.isInterrupted(id);
        if (!interrupted) {
            refuse(id, "it is not interrupted; the command stamp records what the database has");
        }
        return interrupted;
    }

    private void refuse(RevisionId id, String why) {
        refusals.add(new Refusal.NotRepairable(id, why));
    }

    /** What is no revision. */
    private Map<RevisionId, Kind> namesIn(List<String> typed) {
        Map<RevisionId, Kind> named = new TreeMap<>();
        typed.stream().map(RevisionId::new).forEach(name -> names.kind(name).ifPresent(kind -> named.put(name, kind)));
        return named;
    }

    /** The ledger may have revisions that the code does not; these are named by their whole id. */
    private List<RevisionId> resolve(List<String> typed) {
        List<RevisionId> ids = new ArrayList<>();
        for (String text : typed) {
            RevisionId exact = new RevisionId(text);
            if (names.kind(exact).isPresent()) {
                continue;
            }
            Optional<TargetIssue> hook = HookName.mistaken(text);
            if (hook.isPresent()) {
                refusals.add(new Refusal.BadTarget(hook.get()));
                continue;
            }
            Checked<RevisionSet, TargetIssue> found =
                    applied.find(exact).isPresent() && graph.find(exact).isEmpty()
                            ? Checked.sound(graph.select(List.of()))
                            : Target.parse(text)
                                    .flatMap(target -> new TargetResolver(graph, applied.known(), Map.of(), names.all())
                                            .resolve(target, Direction.UP))
                                    .map(destination -> destination instanceof Destination.At at
                                            ? at.revisions()
                                            : graph.select(List.of()));
            found.fold(
                    set -> set.isEmpty() ? ids.add(exact) : ids.addAll(set.byId()),
                    issues -> refusals.addAll(
                            issues.stream().map(Refusal.BadTarget::new).toList()));
        }
        return named(ids);
    }

    private List<RevisionId> named(List<RevisionId> ids) {
        ids.stream().filter(id -> !named.add(id)).forEach(id -> refuse(id, "it is named twice"));
        return ids;
    }

    private Plan plan(RepairRequest request, List<Step> steps) {
        Set<RevisionId> gone = steps.stream()
                .filter(step -> step instanceof Step.Unmark && step.kind() == Kind.REVISION)
                .map(Step::id)
                .collect(Collectors.toSet());
        AppliedSet after = applied.without(gone);
        return new Plan(
                Operation.REPAIR,
                Stream.of(request.accepted(), request.applied(), request.notApplied(), request.forgotten())
                        .flatMap(List::stream)
                        .collect(Collectors.joining(" ")),
                false,
                steps,
                applied.tips(applied.known(), true),
                after.tips(after.known(), true),
                applied.startingPoint(),
                Stream.concat(
                                Forgetting.notices(steps),
                                Refusal.Interrupted.leftBehind(applied.invalidIndexes()).stream())
                        .toList(),
                Optional.empty());
    }
}
