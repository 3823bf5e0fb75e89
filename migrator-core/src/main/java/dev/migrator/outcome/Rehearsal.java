// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.HookTime;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a dry run found out. All that it did is rolled back.
 *
 * @param plan what was rehearsed, or would have been
 * @param forecast the locks that were foreseen before it began
 * @param steps the steps that went well, in order
 * @param stop where it ended before its time, and why
 * @param failure the step that failed, where one did
 * @param time how long it took
 */
public record Rehearsal(
        Plan plan,
        LockForecast forecast,
        List<RehearsedStep> steps,
        Optional<Stop> stop,
        Optional<StepFailure> failure,
        Duration time) {

    /** Copies the list. */
    public Rehearsal {
        steps = List.copyOf(steps);
    }

    /**
     * A step that a dry run cannot do, though a run can.
     *
     * @param step the step
     * @param why a sentence without its full stop
     */
    public record Stop(Step step, String why) {}

    /** Of a plan that has nothing to do. */
    public static Rehearsal nothing(Plan plan, Duration time) {
        return new Rehearsal(
                plan, new LockForecast(List.of(), List.of()), List.of(), Optional.empty(), Optional.empty(), time);
    }

    /** The hooks before all steps that run outside a transaction: a dry run goes on without them. */
    public List<Step.Hook> leftOut() {
        return plan.hooks(HookTime.BEFORE).stream()
                .filter(Predicate.not(Step::isTransactional))
                .toList();
    }

    /**
     * The steps of which nothing is known, in order: those that were left out, and the one before which it stopped, or else all
     * behind the one that failed.
     */
    public List<Step> notRehearsed() {
        boolean begun = failure.filter(failed -> !failed.isWithinAnother()).isPresent();
        int from = steps.size() + (begun ? 1 : 0);
        List<Step> all = plan.rehearsed();
        return Stream.<Step>concat(leftOut().stream(), all.stream().skip(from)).toList();
    }
}
