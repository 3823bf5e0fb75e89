// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.SentStatement;
import java.time.Duration;
import java.util.Optional;

/** What a listener hears while a plan runs, in the order in which it happens, on the thread that runs it. */
public sealed interface StepEvent {

    /**
     * The run lock is held by somebody else, and this run waits.
     *
     * @param holder who holds it, where that can be seen
     * @param waited how long this run has waited so far
     */
    record Waiting(Optional<LockHolder> holder, Duration waited) implements StepEvent {}

    /**
     * The steps of a plan are about to run.
     *
     * @param plan what is left to do, now that the run has the lock
     */
    record RunStarted(Plan plan) implements StepEvent {}

    /**
     * A step begins.
     *
     * @param step the step
     * @param number its place in the plan, from 1
     * @param total how many steps the plan has
     */
    record StepStarted(Step step, int number, int total) implements StepEvent {}

    /**
     * A statement of a step is about to be sent; of a batch, each of its statements. Only heard where statements are shown.
     *
     * @param step the step
     * @param sql the statement, without the values of its parameters
     */
    record StatementStarted(Step step, String sql) implements StepEvent {}

    /**
     * A statement of a step was sent, and it is known what came of it. Only heard where statements are shown.
     *
     * @param step the step
     * @param statement the statement, without the values of its parameters
     */
    record StatementRun(Step step, SentStatement statement) implements StepEvent {}

    /**
     * A step is done, and committed.
     *
     * @param result the step and its figures
     * @param number its place in the plan, from 1
     * @param total how many steps the plan has
     */
    record StepDone(StepResult result, int number, int total) implements StepEvent {}

    /**
     * A hook before or after all steps is done, and committed; one within a step is part of that.
     *
     * @param result the hook and its figures
     */
    record HookDone(StepResult result) implements StepEvent {}

    /**
     * The hook that runs after a failure failed, too; the run had failed before.
     *
     * @param failure the hook and why
     */
    record HookFailed(StepFailure failure) implements StepEvent {}

    /**
     * A dry run is about to begin.
     *
     * @param forecast the locks that it will hold until its end
     */
    record LocksForeseen(LockForecast forecast) implements StepEvent {}

    /**
     * A step of a dry run went well; it will be rolled back with the others.
     *
     * @param result the step and what was found out
     * @param number its place in the plan, from 1
     * @param total how many steps the plan has
     */
    record StepRehearsed(RehearsedStep result, int number, int total) implements StepEvent {}

    /**
     * A step failed; the run ends.
     *
     * @param failure the step and why
     */
    record StepFailed(StepFailure failure) implements StepEvent {}

    /**
     * A step was rolled back because others were in its way, and will be tried again.
     *
     * @param failure the step, why, and who was in its way
     * @param tries how often it was tried so far
     * @param pause how long until the next try
     */
    record StepRetried(StepFailure failure, int tries, Duration pause) implements StepEvent {}
}
