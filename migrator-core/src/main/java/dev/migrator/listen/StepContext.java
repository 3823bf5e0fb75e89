// SPDX-License-Identifier: Apache-2.0
package dev.migrator.listen;

import dev.migrator.plan.Step;
import java.sql.SQLException;
import org.jooq.DSLContext;

/** What a listener works with before and after a step. Good for that call, and for the thread of it. */
public interface StepContext {

    /** The step. */
    Step step();

    /** Whether all of it will be rolled back. */
    boolean isDryRun();

    /**
     * Gives what works in the transaction of the step, under the rules that hold for its migration: commit, rollback and
     * close are refused. What is sent through it is counted and kept under the name of the listener's class, and has no part
     * in the fingerprint of the migration.
     *
     * @throws SQLException where the connection is lost
     */
    DSLContext db() throws SQLException;
}
