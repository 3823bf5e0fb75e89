// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The invalid indexes of a database: what a {@code create index concurrently} leaves behind that broke off. PostgreSQL
 * keeps them up to date with every write, uses them for no query, and takes their names for taken.
 */
final class InvalidIndexes {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")++\"|[\\p{L}_][\\p{L}\\p{N}_$]*+)";
    private static final String SPACE = "(?:\\s|--[^\\n]*+\\n|/\\*.*?\\*/)";
    private static final Pattern CONCURRENT_BUILD = Pattern.compile(
            "S*+createS+(?:uniqueS+)?indexS+concurrentlyS+(?:(?:ifS+notS+existsS+)?(?!onS)(?<index>NAME)S*+)?"
                            .replace("S", SPACE)
                            .replace("NAME", NAME)
                    + "onS*+(?:onlyS+)?(?<table>NAME(?:S*+\\.S*+NAME)?)"
                            .replace("S", SPACE)
                            .replace("NAME", NAME),
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Who builds one is seen by everybody, which one that is not; on its table there is a lock all along. */
    private static final String ALL = "select format('%I.%I', n.nspname, c.relname) from pg_index i"
            + " join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace"
            + " where not i.indisvalid and c.relkind = 'i' and not exists (select 1 from pg_stat_progress_create_index p"
            + " join pg_locks l on l.pid = p.pid where l.relation = i.indrelid and p.datname = current_database())";

    private final Connection connection;

    InvalidIndexes(Connection connection) {
        this.connection = connection;
    }

    /** Those that nobody is building, by schema and name, quoted where that is needed. */
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

    /**
     * Drops what an earlier try of a statement left behind, so that the statement can be sent again. Where it names no
     * index, PostgreSQL chose the name, which ends in {@code _idx} and maybe a number (PostgreSQL manual, "CREATE INDEX").
     */
    void clearTheWayFor(String sql) throws SQLException {
        Matcher build = CONCURRENT_BUILD.matcher(sql);
        if (!build.lookingAt()) {
            return;
        }
        String index = build.group("index");
        String named = index == null ? "c.relname ~ ?" : "c.relname = ?";
        List<String> left = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(ALL + " and i.indrelid = to_regclass(?) and " + named)) {
            statement.setString(1, build.group("table"));
            statement.setString(2, index == null ? "_idx[0-9]*$" : unquoted(index));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    left.add(result.getString(1));
                }
            }
        }
        for (String name : left) {
            drop(name);
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
