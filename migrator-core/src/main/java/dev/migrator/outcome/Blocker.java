// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import java.time.Duration;
import java.util.Optional;

/**
 * A session that a step waited for.
 *
 * @param pid its process id in the server
 * @param application its application name, or empty
 * @param user its database user, or empty where it may not be seen
 * @param state what it does, as PostgreSQL says it: active, idle in transaction …
 * @param transactionAge how long its transaction has been open, where it has one
 * @param mode the mode in which it holds or awaits what the step waits for, or empty
 * @param relation the table or index, or what else is locked
 * @param query its last statement, shortened, without passwords; empty where it may not be seen
 */
public record Blocker(
        int pid,
        String application,
        String user,
        String state,
        Optional<Duration> transactionAge,
        String mode,
        String relation,
        String query) {

    /** Names it in half a sentence, on one line. */
    @Override
    public String toString() {
        return "pid " + pid
                + (application.isEmpty() ? "" : " (" + application + ")")
                + (user.isEmpty() ? "" : ", user " + user)
                + (state.isEmpty() ? "" : ", " + state)
                + transactionAge
                        .map(age -> ", in a transaction for " + age.toSeconds() + " s")
                        .orElse("")
                + (mode.isEmpty() && relation.isEmpty() ? "" : ", " + (mode + " on " + relation).strip())
                + (query.isEmpty() ? "" : ": " + query);
    }
}
