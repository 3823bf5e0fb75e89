// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Schemas that could not be emptied.
 *
 * @param statement the statement that failed; empty where it was none
 * @param cause what was thrown
 * @param sql what PostgreSQL said, where it was PostgreSQL
 * @param blockers who was in the way, where a lock was waited for and that could be seen
 * @param committing whether the connection was lost while the transaction was being committed
 * @param done how many transactions were committed before
 * @param parts how many there were to be
 */
public record CleanFailure(
        String statement,
        Throwable cause,
        Optional<SqlError> sql,
        List<Blocker> blockers,
        boolean committing,
        int done,
        int parts) {

    private static final String OUT_OF_MEMORY = "53200";
    private static final String DEPENDED_ON = "2BP01";

    /** Copies the list. */
    public CleanFailure {
        blockers = List.copyOf(blockers);
    }

    /** Whether it failed because it was told to end. */
    public boolean cancelled() {
        return cause instanceof CancellationException;
    }

    /** Why it failed, in a sentence without its full stop. */
    public String reason() {
        return cancelled()
                ? String.valueOf(cause.getMessage())
                : sql.map(SqlError::message)
                        .filter(message -> !message.isEmpty())
                        .orElseGet(() -> String.valueOf(cause.getMessage()));
    }

    /** What has become of the database, in a sentence without its full stop. */
    public String fate() {
        String before = done == 0 ? "" : "; what the " + done + " transactions before it dropped is gone";
        if (committing) {
            return "The connection was lost while this was being committed: all that transaction " + (done + 1) + " of "
                    + parts + " drops is gone, or none of it" + before;
        }
        return done == 0
                ? "All of it was rolled back; nothing was dropped"
                : "Transaction " + (done + 1) + " of " + parts + " was rolled back" + before;
    }

    /** What to do next, in a sentence without its full stop. */
    public String advice() {
        if (!blockers.isEmpty()) {
            return "see that what is in its way ends, and run clean again";
        }
        if (sql.filter(error -> error.state().equals(OUT_OF_MEMORY)).isPresent()) {
            return "run clean again when fewer sessions hold locks, or raise max_locks_per_transaction";
        }
        if (sql.filter(error -> error.state().equals(DEPENDED_ON)).isPresent()) {
            return "drop what depends on it, or name its schema in the setting schema as well, and run clean again";
        }
        return cancelled() ? "run clean again to go on" : "correct what is wrong, and run clean again";
    }
}
