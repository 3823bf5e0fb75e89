// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a session is pinned to while it is ours.
 *
 * @param applicationName what the server shows of us
 * @param schemas the search path, in order; the session's own where empty
 * @param role the role to run as
 * @param lockTimeout how long a statement of a transactional step waits for a lock; zero for as long as it takes
 * @param statementTimeout how long a statement may take; zero for as long as it takes
 */
public record SessionSettings(
        String applicationName,
        List<String> schemas,
        Optional<String> role,
        Duration lockTimeout,
        Duration statementTimeout) {

    /** Without it, the statement of a killed client goes on working, and its session keeps the run lock. */
    static final String WATCH_THE_CLIENT = "client_connection_check_interval";

    /** Copies the list. */
    public SessionSettings {
        schemas = List.copyOf(schemas);
    }

    /** The parameters to set, in order; a new map. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_name", applicationName);
        parameters.put("TimeZone", "UTC");
        parameters.put("statement_timeout", statementTimeout.toMillis() + "ms");
        // A migration may compute for long between two statements; the server must not end it for that.
        parameters.put("idle_in_transaction_session_timeout", "0");
        parameters.put(WATCH_THE_CLIENT, "1s");
        if (!schemas.isEmpty()) {
            parameters.put(
                    "search_path",
                    String.join(
                            ", ", schemas.stream().map(SessionSettings::quote).toList()));
        }
        role.ifPresent(name -> parameters.put("role", name));
        return parameters;
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
