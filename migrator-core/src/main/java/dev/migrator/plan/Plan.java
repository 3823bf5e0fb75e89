// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command would do, in order. A value: it can be printed, compared, tested and approved, and running it never
 * plans again.
 *
 * @param operation what the command is
 * @param target what the user typed
 * @param relative whether the target means another thing once the database has moved
 * @param steps what to do, in order; none where there is nothing to do
 * @param tips the tips of what is applied before, by id
 * @param tipsAfter the tips of what is applied afterwards, by id
 * @param start what the database had when the plan was made
 * @param notices what a person should know besides, a sentence each
 * @param passedOver what would have been refused, had the plan not been made without validation; empty text for nothing
 * @param hooks what runs around the steps, in no more than one hook each name
 * @param leavesOwed whether hooks that an earlier run owes are left to newer code
 */
public record Plan(
        Operation operation,
        String target,
        boolean relative,
        List<Step> steps,
        List<RevisionId> tips,
        List<RevisionId> tipsAfter,
        StartingPoint start,
        List<String> notices,
        Optional<String> passedOver,
        List<Step.Hook> hooks,
        boolean leavesOwed) {

    /** Copies the lists. */
    public Plan {
        steps = List.copyOf(steps);
        tips = List.copyOf(tips);
        tipsAfter = List.copyOf(tipsAfter);
        notices = List.copyOf(notices);
        hooks = List.copyOf(hooks);
    }

    /** Makes a plan without hooks. */
    public Plan(
            Operation operation,
            String target,
            boolean relative,
            List<Step> steps,
            List<RevisionId> tips,
            List<RevisionId> tipsAfter,
            StartingPoint start,
            List<String> notices,
            Optional<String> passedOver) {
        this(operation, target, relative, steps, tips, tipsAfter, start, notices, passedOver, List.of(), false);
    }

    /** The same with other hooks, and what there is to tell of them; it may have been told before. */
    Plan with(List<Step.Hook> others, List<String> further) {
        return new Plan(
                operation,
                target,
                relative,
                steps,
                tips,
                tipsAfter,
                start,
                Stream.concat(notices.stream(), further.stream()).distinct().toList(),
                passedOver,
                others,
                leavesOwed);
    }

    /** The same, which leaves hooks that an earlier run owes, and tells what there is to tell of it. */
    Plan leavingOwed(Optional<String> notice) {
        return new Plan(
                operation,
                target,
                relative,
                steps,
                tips,
                tipsAfter,
                start,
                Stream.concat(notices.stream(), notice.stream()).toList(),
                passedOver,
                hooks,
                true);
    }

    /** Gives the hooks of a time. */
    public List<Step.Hook> hooks(HookTime when) {
        return hooks.stream().filter(hook -> hook.when() == when).toList();
    }

    /** Gives the steps, with the hooks before and after all of them. */
    public List<Step> inOrder() {
        return Stream.of(hooks(HookTime.BEFORE), steps, hooks(HookTime.AFTER))
                .<Step>flatMap(List::stream)
                .toList();
    }

    /**
     * Gives the same as far as a dry run goes through it, in order: without the hooks before all steps that run outside a
     * transaction, since these would keep all else from being rehearsed.
     */
    public List<Step> rehearsed() {
        return inOrder().stream()
                .filter(step ->
                        step.isTransactional() || !(step instanceof Step.Hook hook && hook.when() == HookTime.BEFORE))
                .toList();
    }

    /** Whether it does something that has hooks around it, and does not only record. */
    public boolean hasHooks() {
        return !operation.recordsOnly() && steps.stream().anyMatch(Step::hasHooks);
    }

    /** Gives this plan to be run in one transaction, or tells which of its steps cannot be. */
    public Checked<Plan, Refusal> inOneTransaction() {
        List<RevisionId> outside = inOrder().stream()
                .filter(Predicate.not(Step::isTransactional))
                .map(Step::id)
                .toList();
        return outside.isEmpty() ? Checked.sound(this) : Checked.unsound(new Refusal.NotTransactional(outside));
    }

    /** Gives the way back from this plan's end to its beginning, or tells which of its revisions have none. */
    public Checked<Plan, Refusal> wayBack() {
        List<RevisionDescriptor> downward = steps.stream()
                .filter(Step.Upgrade.class::isInstance)
                .map(step -> ((Step.Upgrade) step).revision())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(downward);
        List<RevisionId> oneWay = downward.stream()
                .filter(revision -> revision.kind() == Kind.REVISION && !revision.reversible())
                .map(RevisionDescriptor::id)
                .toList();
        if (!oneWay.isEmpty()) {
            return Checked.unsound(new Refusal.Irreversible(oneWay));
        }
        return Checked.sound(new Plan(
                Operation.DOWNGRADE,
                tips.isEmpty() ? "base" : tips.stream().map(RevisionId::value).collect(Collectors.joining(" ")),
                false,
                downward.stream().map(Plan::undo).toList(),
                tipsAfter,
                tips,
                start.after(steps),
                notices,
                Optional.empty()));
    }

    private static Step undo(RevisionDescriptor revision) {
        return revision.kind() == Kind.REPEATABLE ? Repeating.undo(revision) : new Step.Downgrade(revision);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty() && hooks.isEmpty();
    }

    /** Whether a database is as it was when this plan was made, as far as the plan is about it. */
    public boolean isMadeFor(StartingPoint now) {
        return start.leadsTo(now, List.of(), steps);
    }

    /**
     * Gives what is left of this plan in a database that has moved since, where all that moved is some of this plan's
     * own steps; nothing where anything else has moved.
     *
     * @param now what the database has
     */
    public Optional<Plan> remainingAt(StartingPoint now) {
        Map<Boolean, List<Step>> parted =
                steps.stream().collect(Collectors.partitioningBy(step -> now.has(step, start)));
        List<Step> remaining = parted.getOrDefault(false, List.of());
        return start.leadsTo(now, parted.getOrDefault(true, List.of()), remaining)
                ? Optional.of(new Plan(
                        operation,
                        target,
                        relative,
                        remaining,
                        tips,
                        tipsAfter,
                        now,
                        notices,
                        passedOver,
                        List.of(),
                        leavesOwed))
                : Optional.empty();
    }
}
