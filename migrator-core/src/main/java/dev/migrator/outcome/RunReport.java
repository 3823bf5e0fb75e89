// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.HookTime;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run did.
 *
 * @param runId the id of the run, as in the ledger
 * @param plan what was run: what was left to do once the run had the lock
 * @param done the steps that are done, in order, with the hooks before and after all of them, and at the end the one after a
 *     failure
 * @param failure the step or hook that failed, where one did
 * @param notRun the steps that were not begun, or were rolled back with the one that failed, in order
 * @param time how long the run took, waiting included
 */
public record RunReport(
        UUID runId, Plan plan, List<StepResult> done, Optional<StepFailure> failure, List<Step> notRun, Duration time) {

    /** Copies the lists. */
    public RunReport {
        done = List.copyOf(done);
        notRun = List.copyOf(notRun);
    }

    /** Gives what is done, without the hook that ran because a step failed. */
    public List<StepResult> doneBeforeFailure() {
        return done.stream()
                .filter(result -> !(result.step() instanceof Step.Hook hook && hook.when() == HookTime.AFTER_FAILED))
                .toList();
    }

    /** Whether every step of the plan is done. */
    public boolean succeeded() {
        return failure.isEmpty();
    }
}
