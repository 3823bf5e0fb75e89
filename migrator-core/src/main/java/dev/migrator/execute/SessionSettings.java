// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a session is pinned to while it is ours.
 *
 * @param applicationName what the server shows of us
 * @param schemas the search path, in order; the session's own where empty
 * @param role the role to run as
 * @param timeouts how long things may take
 */
public record SessionSettings(String applicationName, List<String> schemas, Optional<String> role, Timeouts timeouts) {

    /** Without it, the statement of a killed client goes on working, and its session keeps the run lock. */
    static final String WATCH_THE_CLIENT = "client_connection_check_interval";

    private static final String STRINGS = "standard_conforming_strings";

    /** Without it, a backslash in a string is not one: neither for who splits SQL files, nor in what a script says. */
    static final String STANDARD_STRINGS = "set " + STRINGS + " = on";

    /** What a script says in a way of its own. */
    private static final Set<String> LEFT_OUT = Set.of(WATCH_THE_CLIENT, "transaction_timeout", STRINGS);

    private static final int KNOWS_TRANSACTION_TIMEOUT = 17;

    /** Copies the list. */
    public SessionSettings {
        schemas = List.copyOf(schemas);
    }

    /**
     * Gives the parameters to set, in order; a new map. What the database sets for everybody must not end a migration.
     *
     * @param version the server's major version
     */
    Map<String, String> parameters(int version) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_name", applicationName);
        parameters.put("TimeZone", "UTC");
        parameters.put(STRINGS, "on");
        parameters.put("statement_timeout", milliseconds(timeouts.statement()));
        parameters.put("idle_in_transaction_session_timeout", milliseconds(timeouts.idleInTransaction()));
        parameters.put("idle_session_timeout", "0");
        if (version >= KNOWS_TRANSACTION_TIMEOUT || !timeouts.transaction().isZero()) {
            parameters.put("transaction_timeout", milliseconds(timeouts.transaction()));
        }
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

    /** Gives the same as statements, for a session whose server nobody knows yet, and whose text is ours. */
    List<String> statements() {
        List<String> statements = new ArrayList<>(
                List.of("set client_encoding = 'UTF8'", STANDARD_STRINGS, "set client_min_messages = warning"));
        parameters(0).forEach((name, value) -> {
            if (!LEFT_OUT.contains(name)) {
                boolean quoted = !name.equals("search_path") && !name.equals("role");
                statements.add("set " + name + " = "
                        + (quoted ? "'" + value.replace("'", "''") + "'" : name.equals("role") ? quote(value) : value));
            }
        });
        statements.add("do $migrator$ begin perform set_config(name, '" + milliseconds(timeouts.transaction())
                + "', false) from pg_settings where name = 'transaction_timeout'; end $migrator$");
        return statements;
    }

    private static String milliseconds(Duration time) {
        return time.toMillis() + "ms";
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
