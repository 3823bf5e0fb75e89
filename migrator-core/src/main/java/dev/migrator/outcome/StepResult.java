// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.Step;
import dev.migrator.revision.Precondition;
import java.time.Duration;
import java.util.List;

/**
 * A step that was done.
 *
 * @param step the step
 * @param time how long it took, its record included
 * @param statements how many statements the migration sent
 * @param unmet the preconditions that did not hold, and did not keep it from being done
 */
public record StepResult(Step step, Duration time, int statements, List<Precondition> unmet) {

    /** Copies the list. */
    public StepResult {
        unmet = List.copyOf(unmet);
    }

    /** One before which all held that must. */
    public StepResult(Step step, Duration time, int statements) {
        this(step, time, statements, List.of());
    }

    /** Whether its body was left out, as one of its preconditions would have it. */
    public boolean skipped() {
        return unmet.stream().anyMatch(each -> each.otherwise() == Precondition.Otherwise.SKIP);
    }
}
