// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.SQLException;

/** A step outside a transaction began one and did not end it. */
final class TransactionLeftOpenException extends SQLException {

    private static final long serialVersionUID = 1L;

    TransactionLeftOpenException() {
        super("the migration left a transaction open that it began itself, by a BEGIN sent as SQL; that is rolled back."
                + " Commit it, or use db.transaction(…), which does");
    }
}
