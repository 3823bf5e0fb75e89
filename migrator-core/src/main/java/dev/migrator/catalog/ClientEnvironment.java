// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import java.util.Map;
import java.util.Set;

/**
 * What a program of PostgreSQL's own needs in its environment to reach a database; the password may be among it.
 *
 * @param variables the variables by name
 */
public record ClientEnvironment(Map<String, String> variables) {

    /** Where the driver of JDBC looks, too. */
    private static final Set<String> SHARED = Set.of("PGPASSFILE", "PGSERVICEFILE", "PGSYSCONFDIR");

    /** Copies the map. */
    public ClientEnvironment {
        variables = Map.copyOf(variables);
    }

    /** Puts it into the environment of a process, in which nothing else may then lead to another database. */
    void into(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG") && !SHARED.contains(name));
        environment.putAll(variables);
        environment.put("PGCLIENTENCODING", "UTF8");
        environment.put("LC_ALL", "C");
    }

    /** Leaves the values out, which may be secret. */
    @Override
    public String toString() {
        return "the environment of a client";
    }
}
