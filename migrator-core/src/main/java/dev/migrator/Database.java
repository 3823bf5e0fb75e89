// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.execute.Session;
import dev.migrator.execute.SessionSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The configured database.
 *
 * @param connector opens connections to it
 * @param shared whether these are somebody else's, and go back as they came
 * @param settings what its sessions are set to
 */
record Database(Connector connector, boolean shared, SessionSettings settings) {

    /** Plain connections to an address as it was written. */
    static Database at(
            String url,
            Optional<String> user,
            Optional<String> password,
            String applicationName,
            int connectRetries,
            SessionSettings settings) {
        ConnectionUrl address = ConnectionUrl.parse(url);
        return at(Connector.at(address, address.properties(user, password, applicationName), connectRetries), settings);
    }

    /** One that plain connections of its own lead to. */
    static Database at(Connector connector, SessionSettings settings) {
        return new Database(connector, false, settings);
    }

    /** One that somebody else's connections lead to. */
    static Database from(DataSource dataSource, int retries, SessionSettings settings) {
        return new Database(Connector.from(dataSource, retries), true, settings);
    }

    /**
     * Opens a session.
     *
     * @param pause waits between two tries
     * @throws DatabaseUnavailableException where it cannot
     */
    Session open(Consumer<Duration> pause) {
        return connector.open(connection -> Session.over(connection, shared, settings, connector::connection), pause);
    }
}
