// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.sql.StatementLocks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Does in a dry run what the COMMIT of a step would: closes its cursors, and empties or drops its temporary tables. No
 * catalogue tells what is to become of these, so that the texts of the statements have to. Not thread-safe.
 */
final class CommitEffects {

    private static final Pattern DROPPED = behavior("drop");
    private static final Pattern EMPTIED = behavior("delete\\s+rows");

    private static final String CURSORS =
            "select quote_ident(name) from pg_catalog.pg_cursors where not is_holdable and name <> ''";

    private final Connection connection;
    private final Set<String> dropped = new LinkedHashSet<>();
    private final Set<String> emptied = new LinkedHashSet<>();

    CommitEffects(Connection connection) {
        this.connection = connection;
    }

    private static Pattern behavior(String what) {
        return Pattern.compile(
                "\\btemp(?:orary)?\\b.*\\bon\\s+commit\\s+" + what + "\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** A statement is about to be sent. */
    void sending(String sql) {
        if (DROPPED.matcher(sql).find()) {
            dropped.addAll(temporary(sql));
        } else if (EMPTIED.matcher(sql).find()) {
            emptied.addAll(temporary(sql));
        }
    }

    private static List<String> temporary(String sql) {
        return StatementLocks.ofAll(sql).stream()
                .flatMap(each -> each.made().stream())
                .map(name -> name.contains(".") ? name : "pg_temp." + name)
                .toList();
    }

    /** A step has ended; tables that are emptied stay for the next. */
    void take() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> cursors = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(CURSORS)) {
                while (result.next()) {
                    cursors.add(result.getString(1));
                }
            }
            for (String cursor : cursors) {
                statement.execute("close " + cursor);
            }
            for (String table : dropped) {
                statement.execute("drop table if exists " + table + " cascade");
            }
            dropped.clear();
            for (String table : emptied) {
                statement.execute("do $do$ begin if to_regclass('" + table.replace("'", "''")
                        + "') is not null then delete from " + table + "; end if; end $do$");
            }
        }
    }
}
