// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.exception.DataAccessException;

/**
 * What {@code db.transaction(…)} means in a migration: a savepoint within the step's transaction, and where the step
 * has none, a transaction with savepoints in it. Not thread-safe.
 */
final class NestedTransactions implements TransactionProvider {

    static final String BEGIN = "begin nested";
    static final String COMMIT = "commit nested";
    static final String ROLLBACK = "rollback nested";

    private final Connection connection;
    private final Statements statements;
    private final boolean outermostIsOurs;
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private boolean open;

    /**
     * Takes the connection itself, which may commit.
     *
     * @param connection the step's connection
     * @param statements is told what becomes of what is sent
     */
    NestedTransactions(Connection connection, Statements statements) throws SQLException {
        this.connection = connection;
        this.statements = statements;
        this.outermostIsOurs = !connection.getAutoCommit();
    }

    @Override
    public void begin(TransactionContext context) {
        statements.commanded(BEGIN, List.of());
        attempt(() -> {
            if (!outermostIsOurs && !open) {
                connection.setAutoCommit(false);
                open = true;
            } else {
                savepoints.push(connection.setSavepoint());
            }
        });
    }

    @Override
    public void commit(TransactionContext context) {
        statements.commanded(COMMIT, List.of());
        attempt(() -> {
            if (savepoints.isEmpty()) {
                connection.commit();
                end();
            } else {
                connection.releaseSavepoint(savepoints.pop());
            }
        });
    }

    @Override
    public void rollback(TransactionContext context) {
        statements.commanded(ROLLBACK, List.of());
        attempt(() -> {
            if (savepoints.isEmpty()) {
                connection.rollback();
                end();
            } else {
                connection.rollback(savepoints.pop());
            }
        });
    }

    private void end() throws SQLException {
        open = false;
        connection.setAutoCommit(true);
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (SQLException e) {
            throw new DataAccessException("the nested transaction failed", e);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws SQLException;
    }
}
