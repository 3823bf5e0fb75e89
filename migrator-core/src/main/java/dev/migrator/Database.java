// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.execute.Session;
import dev.migrator.execute.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens sessions on the configured database, and says what it means where that does not succeed. */
final class Database {

    private static final String CONNECT_TIMEOUT_SECONDS = "10";
    private static final long BETWEEN_RETRIES_MS = 1000;
    /** No connection, a server that starts up or shuts down, too many clients. */
    private static final Set<String> WORTH_A_RETRY = Set.of("08001", "08006", "57P03", "53300");

    private static final Set<String> NOT_PERMITTED = Set.of("42501", "28000", "28P01");

    private final Opener opener;
    private final String shown;
    private final boolean shared;
    private final int retries;
    private final SessionSettings settings;

    private Database(Opener opener, String shown, boolean shared, int retries, SessionSettings settings) {
        this.opener = opener;
        this.shown = shown;
        this.shared = shared;
        this.retries = retries;
        this.settings = settings;
    }

    /** One that plain connections of its own lead to. */
    static Database at(ConnectionUrl url, Properties properties, int retries, SessionSettings settings) {
        properties.putIfAbsent(PGProperty.CONNECT_TIMEOUT.getName(), CONNECT_TIMEOUT_SECONDS);
        return new Database(() -> new Driver().connect(url.jdbc(), properties), url.shown(), false, retries, settings);
    }

    /** One that somebody else's connections lead to. */
    static Database from(DataSource dataSource, int retries, SessionSettings settings) {
        return new Database(dataSource::getConnection, "the data source", true, retries, settings);
    }

    /**
     * Opens a session.
     *
     * @throws DatabaseUnavailableException where it cannot
     */
    Session open() {
        for (int attempt = 0; ; attempt++) {
            try {
                Connection connection = opener.open();
                if (connection == null) {
                    throw new ConfigurationException("the PostgreSQL driver does not understand the setting url");
                }
                return Session.over(connection, shared, settings);
            } catch (SQLException e) {
                if (attempt >= retries || !WORTH_A_RETRY.contains(String.valueOf(e.getSQLState()))) {
                    throw unavailable("cannot connect to " + shown, e, "Nothing was changed");
                }
                pause();
            }
        }
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

    private static String advice(String state) {
        return switch (state) {
            // The driver's own word where the server wants a password and none is there.
            case "28P01", "28000", "08004" ->
                "Check user and password (MIGRATOR_PASSWORD, ~/.pgpass or the setting password)";
            case "3D000" -> "Create the database first, or correct its name in the setting url";
            case "22023" -> "Check the settings role and schema";
            case "08001", "08006", "57P03" ->
                "See that the server runs and can be reached at that address; connect-retries waits for one that is"
                        + " still starting";
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

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_RETRIES_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("interrupted while waiting for the server; nothing was changed", e);
        }
    }

    @FunctionalInterface
    private interface Opener {
        @Nullable
        Connection open() throws SQLException;
    }
}
