// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The transaction of one step. A COMMIT or ROLLBACK that slips through as SQL puts another transaction, or none, in its
 * place. While all is well it is known by the instant at which it began; in one that PostgreSQL has aborted nothing can
 * be asked any more, and there it is known by a savepoint of ours.
 */
final class StepTransaction {

    private static final String SAVEPOINT = "migrator_step";
    private static final String NO_SUCH_SAVEPOINT = "3B001";
    private static final String IDENTITY = "extract(epoch from transaction_timestamp())::text";

    private final Connection connection;
    private final SessionSettings settings;
    private final String identity;

    private StepTransaction(Connection connection, SessionSettings settings, String identity) {
        this.connection = connection;
        this.settings = settings;
        this.identity = identity;
    }

    /** Begins it on a connection whose auto-commit is off, and bounds the waiting for locks in it. */
    static StepTransaction begin(Session session) throws SQLException {
        String lockTimeout = session.settings().timeouts().lock().toMillis() + "ms";
        String identity = call(
                session.connection(),
                "savepoint " + SAVEPOINT + "; select set_config('lock_timeout', ?, true), " + IDENTITY,
                lockTimeout);
        return new StepTransaction(session.connection(), session.settings(), identity);
    }

    /**
     * Sees that it is still the transaction that was begun, and goes back to the user and role that may write the
     * ledger, whatever the migration has set.
     */
    void insistOnBeing() throws SQLException {
        String role = settings.role().orElse("none");
        String now =
                call(connection, "reset session authorization; select set_config('role', ?, false), " + IDENTITY, role);
        if (!now.equals(identity)) {
            throw new TransactionEscapedException();
        }
    }

    /** Forgets the savepoint, so that another step may follow in the same transaction. */
    void release() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("release savepoint " + SAVEPOINT);
        }
    }

    /** Tells, after a failure, whether the transaction that was begun is no longer there to be rolled back. */
    boolean hasEscaped() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + SAVEPOINT);
            return false;
        } catch (SQLException e) {
            return NO_SUCH_SAVEPOINT.equals(e.getSQLState());
        }
    }

    private static String call(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            boolean rows = statement.execute();
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(2);
            }
        }
    }
}
