// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.SqlLiteral;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * One connection, held from the beginning of a command to its end, pinned to our settings and in auto-commit between
 * steps. Closing it gives the connection back as it came. Not thread-safe.
 */
public final class Session implements AutoCloseable {

    private static final String RESET = "reset session authorization; reset all";
    private static final String INVALID_PARAMETER = "22023";

    private final Connection connection;
    private final SessionSettings settings;
    private final Map<String, String> pinned;
    private final boolean autoCommitBefore;
    /** What the owner of the connection had set on it; a pool may rely on that. */
    private final Map<String, String> before;

    private Session(
            Connection connection, SessionSettings settings, boolean autoCommitBefore, Map<String, String> before)
            throws SQLException {
        this.connection = connection;
        this.settings = settings;
        this.pinned = settings.parameters(connection.getMetaData().getDatabaseMajorVersion());
        this.autoCommitBefore = autoCommitBefore;
        this.before = before;
    }

    /**
     * Takes over a connection, which is closed again where that fails.
     *
     * @param connection the connection
     * @param shared whether it belongs to a pool or another owner that gets it back
     * @param settings what to pin it to
     * @param second opens another one, to look at a pooler with
     * @throws SharedSessionException where a pooler lends the session to others; it is left as it was
     * @throws SQLException where the server refuses a setting
     */
    public static Session over(Connection connection, boolean shared, SessionSettings settings, ConnectionOpener second)
            throws SQLException {
        try {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            if (isPooled(connection) && new Pooler(connection, second).sharesSessions()) {
                throw new SharedSessionException();
            }
            Session session = new Session(connection, settings, autoCommit, shared ? settingsOf(connection) : Map.of());
            session.pin();
            return session;
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** Whether another process answers than the one that the connection announced. */
    private static boolean isPooled(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                && connection.unwrap(PGConnection.class).getBackendPID() != Pooler.backend(connection);
    }

    /** A server on a system that cannot watch its clients refuses to be told to, and does without. */
    private void pin() throws SQLException {
        try {
            set(pinned);
        } catch (SQLException e) {
            if (!INVALID_PARAMETER.equals(e.getSQLState()) || pinned.remove(SessionSettings.WATCH_THE_CLIENT) == null) {
                throw e;
            }
            set(pinned);
        }
    }

    /** The connection itself, for what runs between steps. */
    public Connection connection() {
        return connection;
    }

    /** The server's process for it. */
    int backend() throws SQLException {
        return Pooler.backend(connection);
    }

    /**
     * Gives the invalid indexes of the database that nobody is building, by the names to drop them by.
     *
     * @throws SQLException where the connection is lost
     */
    public Set<String> invalidIndexes() throws SQLException {
        return new InvalidIndexes(connection).all();
    }

    SessionSettings settings() {
        return settings;
    }

    /**
     * Does some writing of the tool's own in a transaction.
     *
     * @param work what to write
     * @throws SQLException where it fails; it is rolled back then
     */
    public void transaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            abandon(e);
            throw e;
        }
    }

    /** Whether the server has a transaction open, be it one that it aborted. */
    boolean inTransaction() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    /** Ends an open transaction without its changes; where even that fails, the cause knows of it. */
    void abandon(Throwable cause) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            } else if (inTransaction()) {
                execute("rollback");
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Statements that belong together. */
    @FunctionalInterface
    public interface Work {

        /**
         * Sends them.
         *
         * @throws SQLException where one fails
         */
        void run() throws SQLException;
    }

    /**
     * Undoes whatever a migration did to the session. Never {@code DISCARD ALL}: that would let go of the run lock.
     *
     * @throws SQLException where the connection is lost
     */
    void reset() throws SQLException {
        execute(resetting());
    }

    /** The statements that do so. */
    String resetting() {
        return RESET + "; " + setting(pinned);
    }

    /** Sends statements in one round trip; gives the first column of what the last of them answers. */
    String ask(String statements) throws SQLException {
        try (Statement sender = connection.createStatement()) {
            String answer = "";
            boolean rows = send(sender, statements);
            while (rows || sender.getUpdateCount() >= 0) {
                if (rows) {
                    answer = first(sender);
                }
                rows = sender.getMoreResults();
            }
            return answer;
        }
    }

    private static String first(Statement sender) throws SQLException {
        try (ResultSet result = sender.getResultSet()) {
            result.next();
            return result.getString(1);
        }
    }

    /** Sent anew each time: what the driver prepares it prepares anew anyway after every CREATE, ALTER or DROP. */
    private static boolean send(Statement sender, String statements) throws SQLException {
        if (sender.isWrapperFor(PGStatement.class)) {
            sender.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
        sender.setEscapeProcessing(false);
        return sender.execute(statements);
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                giveBack();
            }
        }
    }

    /** A connection that cannot be put in order is still closed; what was done on it stands. */
    private void giveBack() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (!before.isEmpty()) {
                execute(RESET + "; " + setting(before));
            }
            connection.setAutoCommit(autoCommitBefore);
        } catch (SQLException e) {
            System.getLogger(Session.class.getName())
                    .log(System.Logger.Level.WARNING, "the session could not be reset before it was given back", e);
        }
    }

    private static Map<String, String> settingsOf(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select name, setting || coalesce(case unit when '8kB' then null else unit end, '')"
                                + " from pg_settings where source = 'session' and context in ('user', 'superuser')"
                                + " union all select 'role', current_setting('role')")) {
            while (result.next()) {
                settings.put(result.getString(1), result.getString(2));
            }
        }
        return settings;
    }

    private void set(Map<String, String> parameters) throws SQLException {
        execute(setting(parameters));
    }

    private static String setting(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> "set_config(" + SqlLiteral.of(parameter.getKey()) + ", "
                        + SqlLiteral.of(parameter.getValue()) + ", false)")
                .collect(Collectors.joining(", ", "select ", ""));
    }

    private void execute(String sql) throws SQLException {
        try (Statement sender = connection.createStatement()) {
            send(sender, sql);
        }
    }
}
