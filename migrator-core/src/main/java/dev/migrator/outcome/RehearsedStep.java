// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.Step;
import dev.migrator.revision.Precondition;
import java.time.Duration;
import java.util.List;

/**
 * A step that went well in a dry run, and was rolled back with it.
 *
 * @param step the step
 * @param time how long it took, its record and the check of deferred constraints included
 * @param statements how many statements the migration sent
 * @param rows how many rows they changed, or fetched of an answer, as far as that is known
 * @param locks the locks that it took on what was there before the dry run, and no step before it had; plain reading is
 *     left out
 * @param unmet the preconditions that did not hold, and did not end it
 */
public record RehearsedStep(
        Step step, Duration time, int statements, long rows, List<TableLock> locks, List<Precondition> unmet) {

    /** Copies the lists. */
    public RehearsedStep {
        locks = List.copyOf(locks);
        unmet = List.copyOf(unmet);
    }

    /** Whether a precondition had its body left out. */
    public boolean skipped() {
        return unmet.stream().anyMatch(each -> each.otherwise() == Precondition.Otherwise.SKIP);
    }
}
