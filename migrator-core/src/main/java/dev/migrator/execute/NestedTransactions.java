// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.exception.DataAccessException;

/**
 * What {@code db.transaction(…)} means in a migration: a savepoint within the step's transaction, and where the step
 * has none, a transaction with savepoints in it. Not thread-safe.
 */
final class NestedTransactions implements TransactionProvider {

    private final Connection connection;
    private final boolean outermostIsOurs;
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private boolean open;

    /**
     * Takes the connection itself, which may commit.
     *
     * @param connection the step's connection
     */
    NestedTransactions(Connection connection) throws SQLException {
        this.connection = connection;
        this.outermostIsOurs = !connection.getAutoCommit();
    }

    @Override
    public void begin(TransactionContext context) {
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
