// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.sql.SQLException;
import java.util.List;

/** Takes the statements of the ledger: to run them, or to write them down. */
interface Sink {

    /**
     * Takes a statement.
     *
     * @param write the statement
     * @throws SQLException where it is run and touches another number of rows than one
     */
    void one(Write write) throws SQLException;

    /**
     * Takes statements that are true together or not at all.
     *
     * @param writes the statements
     * @param around what is sent with them, where they are run
     * @throws SQLException where they are run and one touches another number of rows than one, or what is around them fails
     */
    default void together(List<Write> writes, Around around) throws SQLException {
        for (Write write : writes) {
            one(write);
        }
    }

    /**
     * Takes statements that differ in their values.
     *
     * @param writes the statements
     * @throws SQLException where they are run, and one fails
     */
    default void all(List<Write> writes) throws SQLException {
        for (Write write : writes) {
            one(write);
        }
    }

    /** Lets go of what was made to take statements faster. */
    default void close() {}
}
