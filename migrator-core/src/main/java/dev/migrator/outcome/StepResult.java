// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.Step;
import java.time.Duration;

/**
 * A step that was done.
 *
 * @param step the step
 * @param time how long it took, its record included
 * @param statements how many statements the migration sent
 */
public record StepResult(Step step, Duration time, int statements) {}
