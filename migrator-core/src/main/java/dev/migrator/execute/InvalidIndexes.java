// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The invalid indexes of a database: what a {@code create index concurrently} leaves behind that broke off. PostgreSQL
 * keeps them up to date with every write, uses them for no query, and takes their names for taken.
 */
final class InvalidIndexes {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern CONCURRENT_BUILD = Pattern.compile(
            "(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*create\\s+(?:unique\\s+)?index\\s+concurrently\\s+(?:if\\s+not\\s+exists\\s+)?(?<index>"
                    + NAME + ")\\s+on\\s+(?:only\\s+)?(?<table>" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String ALL = "select i.indexrelid::regclass::text from pg_index i"
            + " join pg_class c on c.oid = i.indexrelid where not i.indisvalid and c.relkind = 'i'"
            + " and not exists (select 1 from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)";

    private final Connection connection;

    InvalidIndexes(Connection connection) {
        this.connection = connection;
    }

    /** Those that nobody is building, by the names that the session knows them by. */
    Set<String> all() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ALL + " order by 1")) {
            Set<String> names = new LinkedHashSet<>();
            while (result.next()) {
                names.add(result.getString(1));
            }
            return names;
        }
    }

    /** Drops what an earlier try of a statement left behind, so that the statement can be sent again. */
    void clearTheWayFor(String sql) throws SQLException {
        Matcher build = CONCURRENT_BUILD.matcher(sql);
        if (!build.lookingAt()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(ALL + " and i.indrelid = to_regclass(?) and c.relname = ?")) {
            statement.setString(1, build.group("table"));
            statement.setString(2, unquoted(build.group("index")));
            try (ResultSet result = statement.executeQuery()) {
                if (result.next()) {
                    drop(result.getString(1));
                }
            }
        }
    }

    private void drop(String index) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop index concurrently " + index);
        }
    }

    private static String unquoted(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
