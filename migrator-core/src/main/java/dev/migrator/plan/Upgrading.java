// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Destination;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an upgrade runs: first what is applied is compared with the code, then come the ancestors of the target that are missing. */
final class Upgrading {

    private final RevisionGraph graph;
    private final AppliedSet applied;
    private final Integrity integrity;
    private final UpgradeOptions options;
    private final Repeating repeating;
    private final List<Refusal> invalid = new ArrayList<>();
    private final List<RevisionId> undecided = new ArrayList<>();

    Upgrading(
            RevisionGraph graph,
            AppliedSet applied,
            Integrity integrity,
            UpgradeOptions options,
            Repeating repeating,
            List<Refusal> clashes) {
        this.repeating = repeating;
        this.invalid.addAll(clashes);
        this.graph = graph;
        this.applied = applied;
        this.integrity = integrity;
        this.options = options;
    }

    Checked<Plan, Refusal> plan(Target target, Checked<Destination, Refusal> resolved) {
        validate();
        List<Refusal> refusals = new ArrayList<>(options.validate() ? invalid : List.of());
        RevisionSet missing = resolved.fold(this::missing, issues -> {
            refusals.removeAll(issues);
            refusals.addAll(issues);
            return graph.select(List.of());
        });
        RevisionSet gaps = applied.gaps().and(missing);
        if (!gaps.isEmpty() && !options.fillGaps()) {
            refusals.add(new Refusal.Gap(List.copyOf(gaps)));
        }
        refusals.addAll(applied.partial());
        Optional<Phasing> phases =
                options.phase() == Phase.EXPAND ? Optional.of(Phasing.of(graph, missing)) : Optional.empty();
        RevisionSet run = phases.map(Phasing::waiting).map(missing::minus).orElse(missing);
        if (!run.isEmpty() && !applied.ahead().isEmpty() && !options.allowUnknown()) {
            refusals.add(new Refusal.UnknownApplied(
                    applied.ahead(),
                    "not upgraded",
                    "bring the code up to date, or run the steps all the same with --allow-unknown"));
        }
        return refusals.isEmpty()
                ? Checked.sound(plan(target, run, phases.flatMap(left -> left.notice(applied.interrupted()))))
                : new Checked.Unsound<>(refusals);
    }

    private RevisionSet missing(Destination destination) {
        RevisionSet wanted =
                destination instanceof Destination.At at ? graph.ancestors(at.revisions()) : graph.select(List.of());
        return wanted.minus(applied.known().minus(applied.rerunnable()));
    }

    /** Finds out what is wrong with what is applied, whatever the target is, and what cannot be decided. */
    private void validate() {
        applied.stuck().ifPresent(invalid::add);
        List<RevisionId> changed = new ArrayList<>();
        for (RevisionId id : applied.known().minus(applied.interrupted())) {
            switch (integrity.likeness(applied.row(id), graph.get(id))) {
                case DIFFERENT -> changed.add(id);
                case UNDECIDED -> undecided.add(id);
                case SAME -> {}
            }
        }
        if (!changed.isEmpty()) {
            invalid.add(new Refusal.Changed(changed));
        }
    }

    private Plan plan(Target target, RevisionSet missing, Optional<String> waiting) {
        List<String> notices = new ArrayList<>(applied.notices());
        waiting.ifPresent(notices::add);
        Repeating.Due due = due(missing);
        notices.addAll(notices(due));
        if (!undecided.isEmpty()) {
            notices.add("the class files of applied revisions differ from those that ran, which may be the compiler's"
                    + " doing: " + RevisionId.list(undecided) + "; repair accepts them");
        }
        List<RevisionId> again = List.copyOf(applied.rerunnable().and(missing));
        if (!again.isEmpty()) {
            notices.add("interrupted before, on the way up or down, and run again, as they say they may: "
                    + RevisionId.list(again));
        }
        Optional<String> passedOver = passedOver();
        passedOver
                .filter(what -> !what.isEmpty())
                .ifPresent(what -> notices.add("passed over without validation: " + what));
        return new Plan(
                Operation.UPGRADE,
                target.toString(),
                target.isRelative(),
                Stream.of(applied.pending().stream(), missing.descriptors().map(this::up), due.steps().stream())
                        .flatMap(Function.identity())
                        .toList(),
                applied.tips(applied.known(), true),
                applied.tips(applied.known().plus(missing), true),
                applied.startingPoint(),
                notices,
                passedOver);
    }

    /** What was skipped counts as applied, and yet it may be just what a repeatable lacks. */
    private List<String> notices(Repeating.Due due) {
        List<String> notices = new ArrayList<>();
        if (!due.waiting().isEmpty()) {
            notices.add((isBehind()
                            ? "repeatables are left to code that knows these: "
                            : "repeatables wait until the database has what they need: ")
                    + RevisionId.list(due.waiting()));
        }
        for (Step step : due.steps()) {
            List<RevisionId> skipped = ((Step.Upgrade) step)
                    .dependencies().stream()
                            .filter(id -> applied.find(id)
                                    .filter(AppliedRevision::skipped)
                                    .isPresent())
                            .toList();
            if (!skipped.isEmpty()) {
                notices.add("repeatable " + step.id() + " runs as if the database had what " + RevisionId.list(skipped)
                        + " does, whose body a precondition left out");
            }
        }
        return notices;
    }

    /** The code of a database that is ahead may be older than what it would replace. */
    private Repeating.Due due(RevisionSet missing) {
        RevisionSet there = applied.known().minus(applied.interrupted()).plus(missing);
        return isBehind() ? new Repeating.Due(List.of(), repeating.unlikeTheCode()) : repeating.due(there);
    }

    private boolean isBehind() {
        return !applied.ahead().isEmpty() && !options.allowUnknown();
    }

    private Optional<String> passedOver() {
        return options.validate()
                ? Optional.empty()
                : Optional.of(invalid.stream().map(Refusal::message).collect(Collectors.joining("; ")));
    }

    /** What was interrupted had begun, so that what had to hold before it did; its own work may have changed that. */
    private Step up(RevisionDescriptor code) {
        RevisionDescriptor revision = applied.isInterrupted(code.id()) ? code.unconditional() : code;
        boolean needsNothing = revision.dependsOn().isEmpty();
        return new Step.Upgrade(revision, needsNothing ? List.of() : graph.dependencies(revision.id()));
    }
}
