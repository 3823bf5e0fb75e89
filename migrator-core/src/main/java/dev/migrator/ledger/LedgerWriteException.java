// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.sql.SQLException;

/** A row of the ledger could not be written; the tables are not as expected. */
public final class LedgerWriteException extends SQLException {

    private static final long serialVersionUID = 1L;

    LedgerWriteException(String message) {
        super(message);
    }

    LedgerWriteException(String message, SQLException cause) {
        super(message, cause.getSQLState(), cause);
    }
}
