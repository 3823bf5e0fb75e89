// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.execute.SharedSessionException;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens connections, tries again where that is worth it, and says what it means where it does not succeed.
 *
 * @param opener opens one
 * @param shown where they lead, without anything that may be secret
 * @param retries how often to try again, a second apart
 */
record Connector(Opener opener, String shown, int retries) {

    private static final String CONNECT_TIMEOUT_SECONDS = "10";
    /** Told to the driver, which then says all that it has to say with its first message instead of in one of its own. */
    private static final String OLDEST_SERVER = "14";

    private static final Duration BETWEEN_RETRIES = Duration.ofSeconds(1);
    /** No connection, a server that starts up or shuts down, too many clients. */
    private static final Set<String> WORTH_A_RETRY = Set.of("08001", "08006", "57P03", "53300");

    private static final Set<String> NOT_PERMITTED = Set.of("42501", "28000", "28P01");

    /** Plain connections of our own. */
    static Connector at(ConnectionUrl url, Properties properties, int retries) {
        properties.putIfAbsent(PGProperty.CONNECT_TIMEOUT.getName(), CONNECT_TIMEOUT_SECONDS);
        properties.putIfAbsent(PGProperty.ASSUME_MIN_SERVER_VERSION.getName(), OLDEST_SERVER);
        return new Connector(() -> new Driver().connect(url.jdbc(), properties), url.shown(), retries);
    }

    /** Somebody else's connections. */
    static Connector from(DataSource dataSource, int retries) {
        return new Connector(dataSource::getConnection, "the data source", retries);
    }

    /**
     * Opens a connection and begins to use it.
     *
     * @param use what is done first; the connection is its to close
     * @param pause waits between two tries
     * @throws DatabaseUnavailableException where either cannot be done
     */
    <T> T open(Use<T> use, Consumer<Duration> pause) {
        for (int attempt = 0; ; attempt++) {
            try {
                return use.of(connection());
            } catch (SharedSessionException e) {
                throw new RefusedException(List.of(new Pooled(e)));
            } catch (SQLException e) {
                if (attempt >= retries || !isWorthARetry(e)) {
                    throw unavailable("cannot connect to " + shown, e, "Nothing was changed");
                }
                pause.accept(BETWEEN_RETRIES);
            }
        }
    }

    /** Opens a connection, once. */
    Connection connection() throws SQLException {
        Connection connection = opener.open();
        if (connection == null) {
            throw new ConfigurationException("the PostgreSQL driver does not understand the setting url");
        }
        return connection;
    }

    /** Whether the server may answer in a moment what it does not answer now. */
    static boolean isWorthARetry(SQLException e) {
        return WORTH_A_RETRY.contains(String.valueOf(e.getSQLState()));
    }

    /**
     * Turns an error that is nobody's step into what to tell.
     *
     * @param what what was tried, as the beginning of a sentence
     * @param cause the error
     * @param changed what has been changed so far, as a sentence without its full stop
     */
    static DatabaseUnavailableException unavailable(String what, SQLException cause, String changed) {
        return new DatabaseUnavailableException(
                what + ": " + firstLine(cause) + ". " + changed + ". " + advice(String.valueOf(cause.getSQLState())),
                cause);
    }

    /** Turns a ledger that would not be written, and was rolled back, into what to tell. */
    static DatabaseUnavailableException unrecorded(SQLException cause, String changed) {
        return new DatabaseUnavailableException(
                firstLine(cause) + ". " + changed + ". See what else writes in the ledger's tables, or changed them",
                cause);
    }

    private static String advice(String state) {
        return switch (state) {
            // The driver's own word where the server wants a password and none is there.
            case "28P01", "28000", "08004" ->
                "Check user and password (MIGRATOR_PASSWORD, ~/.pgpass or the setting password)";
            case "3D000" -> "Create it with db create, or correct its name in the setting url";
            case "22023" -> "Check the settings role and schema";
            case "08001", "08006", "57P03" ->
                "See that the server runs and can be reached at that address; connect-retries waits for one that is"
                        + " still starting";
            case "55006" -> "Wait until they are gone, or cut their connections with --force";
            case "53300" -> "The server has no connection left; close some, or raise max_connections";
            default ->
                NOT_PERMITTED.contains(state)
                        ? "Grant that permission to the user, or connect as one that has it"
                        : "Look at the server's log for more";
        };
    }

    private static String firstLine(SQLException e) {
        String message =
                String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Opener {
        @Nullable
        Connection open() throws SQLException;
    }

    /** Does something with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    /**
     * A pooler that lends sessions stands before the server.
     *
     * @param found what it was noticed by
     */
    private record Pooled(SharedSessionException found) implements Problem {
        @Override
        public String kind() {
            return "transaction_pooler";
        }

        @Override
        public String message() {
            return String.valueOf(found.getMessage());
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of();
        }
    }
}
