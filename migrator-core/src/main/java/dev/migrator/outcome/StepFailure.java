// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.Step;
import java.util.Optional;

/**
 * A step that failed.
 *
 * @param step the step
 * @param cause what was thrown
 * @param source the line of the migration that was running, as {@code AddUserStatus.java:12}; empty where unknown
 * @param sql what PostgreSQL said, where it was PostgreSQL
 * @param aftermath what became of the step's changes
 */
public record StepFailure(Step step, Throwable cause, String source, Optional<SqlError> sql, Aftermath aftermath) {

    /** What became of the changes of a step that failed. */
    public enum Aftermath {
        /** All of them are rolled back. */
        ROLLED_BACK,
        /** The step ran outside a transaction: what it did before it failed stays, and it is marked interrupted. */
        INTERRUPTED
    }
}
