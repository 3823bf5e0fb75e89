// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A statement that a migration sent, and what came of it; without passwords.
 *
 * @param ordinal its place among the statements of its step, from 1
 * @param sql its text, cut to a limit; parameters are placeholders
 * @param bound the values of its parameters, where they are wanted
 * @param rows how many rows it changed, or how many of its answer were fetched, where that is known
 * @param time how long it took; of a batch, its first statement has the time of all
 * @param error the SQLSTATE where it failed, else empty
 */
public record SentStatement(
        int ordinal, String sql, List<String> bound, OptionalLong rows, Duration time, String error) {

    /** Copies the list. */
    public SentStatement {
        bound = List.copyOf(bound);
    }

    /** Whether it failed. */
    public boolean failed() {
        return !error.isEmpty();
    }
}
