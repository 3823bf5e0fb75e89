// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Checks the constraints that wait for a COMMIT, and goes on as after one. {@code set constraints all} would do for the
 * former, and could not be undone: it counts for constraints, too, that are made later in the transaction. What is in
 * schemas that may not be used is not touched, since the server would refuse it by name.
 */
record DeferredConstraints(Connection connection) {

    private static final String NAMES =
            "select string_agg(distinct quote_ident(n.nspname) || '.' || quote_ident(c.conname),"
                    + " ', '), string_agg(distinct quote_ident(n.nspname) || '.' || quote_ident(c.conname), ', ')"
                    + " filter (where c.condeferred and not exists (select from pg_catalog.pg_constraint o where"
                    + " o.connamespace = c.connamespace and o.conname = c.conname and not o.condeferrable))"
                    + " from pg_catalog.pg_constraint c join pg_catalog.pg_namespace n on n.oid = c.connamespace"
                    + " where c.condeferrable and has_schema_privilege(n.oid, 'usage')";

    void check() throws SQLException {
        String all;
        String deferred;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(NAMES)) {
            result.next();
            all = result.getString(1);
            deferred = result.getString(2);
        }
        if (all != null) {
            set(all + " immediate");
        }
        if (deferred != null) {
            set(deferred + " deferred");
        }
    }

    private void set(String what) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set constraints " + what);
        }
    }
}
