// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things may take; zero for as long as it takes.
 *
 * @param lock how long a statement of a transactional step waits for a lock
 * @param statement how long a statement may take
 * @param idleInTransaction how long a migration may do something else between two statements of a transaction
 * @param transaction how long a transaction may take, from PostgreSQL 17 on
 */
public record Timeouts(Duration lock, Duration statement, Duration idleInTransaction, Duration transaction) {

    /** What happens where nobody says: only locks are waited for no longer than 5 seconds. */
    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Wants all of them. */
    public Timeouts {
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(idleInTransaction, "idleInTransaction");
        Objects.requireNonNull(transaction, "transaction");
    }
}
