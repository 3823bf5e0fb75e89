// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.SQLException;

/** The transaction that a step began is not the one that it ended in. */
final class TransactionEscapedException extends SQLException {

    private static final long serialVersionUID = 1L;

    TransactionEscapedException() {
        super("the migration ended the step's transaction, by a COMMIT or ROLLBACK sent as SQL; take it out, or use"
                + " @Revision(transactional = false) for work outside a transaction");
    }
}
