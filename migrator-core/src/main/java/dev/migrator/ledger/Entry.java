// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.plan.Operation;
import dev.migrator.revision.RevisionId;

/**
 * One thing that happened, as a row of the history.
 *
 * @param revision the revision
 * @param operation what was done
 * @param outcome how it ended
 * @param milliseconds how long it took
 * @param statements how many statements it sent
 * @param error why it failed, or empty
 */
public record Entry(
        RevisionId revision, Operation operation, Outcome outcome, long milliseconds, int statements, String error) {

    /** How a thing ended. */
    public enum Outcome {
        /** It began, outside a transaction. */
        STARTED,
        /** It is done. */
        DONE,
        /** It failed. */
        FAILED
    }
}
