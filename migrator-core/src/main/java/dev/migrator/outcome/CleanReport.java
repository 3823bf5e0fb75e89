// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.CleanPlan;
import java.time.Duration;

/**
 * What was dropped.
 *
 * @param plan what that was; empty where there was nothing to drop
 * @param elapsed how long it took, waiting included
 */
public record CleanReport(CleanPlan plan, Duration elapsed) {}
