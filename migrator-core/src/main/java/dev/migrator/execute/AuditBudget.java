// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.revision.SentStatement;

/** How much of the statements of one run is kept, so that a backfill does not fill the ledger. Not thread-safe. */
final class AuditBudget {

    static final int MOST_STATEMENTS = 10_000;
    static final int MOST_CHARACTERS = 10_000_000;

    private int statements = MOST_STATEMENTS;
    private long characters = MOST_CHARACTERS;

    /** Whether there is room for one more, which is taken then; once there is none, there is none for any other. */
    boolean takes(SentStatement statement) {
        long length = statement.sql().length()
                + statement.bound().stream().mapToLong(String::length).sum();
        if (statements == 0 || length > characters) {
            statements = 0;
            return false;
        }
        statements--;
        characters -= length;
        return true;
    }
}
