// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import java.sql.Connection;

/** What a step runs. */
interface StepBody {

    /** Runs one way of it, and tells the statements what it sends. */
    void run(boolean up, Connection connection, MigrationParameters parameters, Statements statements) throws Exception;
}
