// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.Migration;
import dev.migrator.migration.MigrationParameters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/**
 * Runs the body of a migration. The one class of the tool that needs jOOQ at run time, so that a command that runs no
 * body never loads it.
 */
final class Body implements StepBody {

    private final Migration migration;
    private final StatementType type;

    Body(Migration migration) {
        this(migration, StatementType.PREPARED_STATEMENT);
    }

    private Body(Migration migration, StatementType type) {
        this.migration = migration;
        this.type = type;
    }

    /** The same, with the values of parameters in the text of each statement that jOOQ renders. */
    Body inlining() {
        return new Body(migration, StatementType.STATIC_STATEMENT);
    }

    @Override
    public void run(boolean up, Connection connection, MigrationParameters parameters, Statements statements)
            throws Exception {
        DSLContext db = on(connection, parameters, statements, type);
        try {
            if (up) {
                migration.upgrade(db);
            } else {
                migration.downgrade(db);
            }
        } finally {
            statements.end();
        }
    }

    /** What a migration works with, for who is none. */
    static DSLContext prepared(Connection connection, MigrationParameters parameters, Statements statements)
            throws SQLException {
        return on(connection, parameters, statements, StatementType.PREPARED_STATEMENT);
    }

    private static DSLContext on(
            Connection connection, MigrationParameters parameters, Statements statements, StatementType type)
            throws SQLException {
        DSLContext db = DSL.using(new DefaultConfiguration()
                .set(GuardedConnection.of(connection, statements))
                .set(SQLDialect.POSTGRES)
                // What is asynchronous runs at once: afterwards the connection belongs to the next step.
                .set((Executor) Runnable::run)
                .set(new Settings().withExecuteLogging(false).withStatementType(type))
                .set(new NestedTransactions(connection, statements)));
        parameters.attachTo(db);
        return db;
    }
}
