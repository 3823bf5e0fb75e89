// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.listen.MigrationListener;
import dev.migrator.listen.StepContext;
import dev.migrator.migration.MigrationParameters;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A listener before or after a step. Needs jOOQ only where the listener does.
 *
 * @param listener the listener
 * @param when whether before or after it
 * @param step the step
 * @param isDryRun whether all will be rolled back
 */
record ListenerBody(MigrationListener listener, HookTime when, Step step, boolean isDryRun) implements StepBody {

    @Override
    public void run(boolean up, Connection connection, MigrationParameters parameters, Statements statements)
            throws Exception {
        StepContext context = new Context(step, isDryRun, connection, parameters, statements);
        try {
            if (when == HookTime.BEFORE_EACH) {
                listener.beforeStep(context);
            } else {
                listener.afterStep(context);
            }
        } finally {
            statements.end();
        }
    }

    private static final class Context implements StepContext {

        private final Step step;
        private final boolean dryRun;
        private final Connection connection;
        private final MigrationParameters parameters;
        private final Statements statements;
        private @Nullable DSLContext db;

        Context(
                Step step,
                boolean dryRun,
                Connection connection,
                MigrationParameters parameters,
                Statements statements) {
            this.step = step;
            this.dryRun = dryRun;
            this.connection = connection;
            this.parameters = parameters;
            this.statements = statements;
        }

        @Override
        public Step step() {
            return step;
        }

        @Override
        public boolean isDryRun() {
            return dryRun;
        }

        @Override
        public DSLContext db() throws SQLException {
            if (db == null) {
                // Nobody asks for the fingerprint of what a listener sends.
                statements.answered();
                db = Body.prepared(connection, parameters, statements);
            }
            return db;
        }
    }
}
