// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import org.jooq.DSLContext;

/**
 * The two ways of one revision: forward and back.
 *
 * <p>The {@link DSLContext} is bound to the connection and the transaction of the step. Commit, rollback and
 * auto-commit are the tool's business and are refused; {@code db.transaction(…)} nests as a savepoint. An
 * implementation is a public class with a public constructor without parameters, carries {@link Revision}, and gets a
 * new instance for each run, so it needs no thread-safety.
 */
public interface Migration {

    /**
     * Brings the schema from the parents of this revision to this revision.
     *
     * @param db statements on the step's own connection
     * @throws Exception whatever goes wrong; the step is rolled back and the run ends
     */
    void upgrade(DSLContext db) throws Exception;

    /**
     * Undoes {@link #upgrade}. A class that does not declare it is irreversible, and a plan that would cross it is
     * refused before anything runs.
     *
     * <p>When the revision is applied it is run without a database as well, so that the ledger can keep what it sends; it
     * must do nothing but through {@code db}.
     *
     * @param db statements on the step's own connection
     * @throws Exception whatever goes wrong; the step is rolled back and the run ends
     */
    default void downgrade(DSLContext db) throws Exception {
        throw new IrreversibleMigrationException(getClass());
    }
}
