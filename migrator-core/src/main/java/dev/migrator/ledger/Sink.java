// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the statements of the ledger: to run them, or to write them down. */
interface Sink {

    /**
     * Takes a statement that touches one row.
     *
     * @param what what it does, for who reads that it did not
     * @param table the table that it writes
     * @param sql the statement, with question marks for values
     * @param values the values: texts, numbers, a run's id, lists of texts
     * @throws SQLException where it is run and touches another number of rows
     */
    void one(String what, String table, String sql, @Nullable Object... values) throws SQLException;

    /**
     * Takes a statement once for each of several lists of values, each of which touches one row.
     *
     * @param what what it does, for who reads that it did not
     * @param table the table that it writes
     * @param sql the statement, with question marks for values
     * @param rows the values
     * @throws SQLException where it is run and touches another number of rows
     */
    default void all(String what, String table, String sql, List<@Nullable Object[]> rows) throws SQLException {
        for (Object[] values : rows) {
            one(what, table, sql, values);
        }
    }
}
