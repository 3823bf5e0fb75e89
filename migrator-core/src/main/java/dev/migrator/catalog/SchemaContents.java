// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.plan.CleanPlan;
import dev.migrator.plan.CleanRefusal;
import dev.migrator.plan.Removal;
import dev.migrator.revision.Checked;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is in schemas, as far as it would go with them: what belongs to an extension stays, and is not told of.
 *
 * @param schemas the schemas; the one that is current, where there are none
 * @param home the schema of the ledger; empty where there is no ledger
 * @param relations the names of the ledger's tables and views
 */
public record SchemaContents(List<String> schemas, Optional<String> home, List<String> relations) {

    /** Copies the lists. */
    public SchemaContents {
        schemas = List.copyOf(schemas);
        relations = List.copyOf(relations);
    }

    /**
     * Reads what would go, and how many rows go with it, or why it must not. Writes nothing.
     *
     * @param connection where to read, with a transaction open; counted tables stay locked against being dropped until its
     *     end
     * @param room how many locks the server has room for
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Checked<CleanPlan, CleanRefusal> read(Connection connection, long room) throws SQLException {
        return read(connection, room, true);
    }

    /** Reads the same, without the rows. */
    public Checked<CleanPlan, CleanRefusal> readAgain(Connection connection, long room) throws SQLException {
        return read(connection, room, false);
    }

    /**
     * Tells whether anything is left.
     *
     * @param connection where to read, with a transaction open
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public boolean areLeft(Connection connection) throws SQLException {
        List<String> wanted = wanted(connection);
        return qualifying(
                connection, () -> !new Roots(connection, this, wanted).found().isEmpty());
    }

    /**
     * Tells what elsewhere depends on it, where something does.
     *
     * @param connection where to read, with a transaction open
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Optional<CleanRefusal> needed(Connection connection) throws SQLException {
        List<String> wanted = wanted(connection);
        List<String> outside = qualifying(connection, () -> outside(connection, wanted));
        return outside.isEmpty() ? Optional.empty() : Optional.of(new CleanRefusal.Needed(outside));
    }

    private Checked<CleanPlan, CleanRefusal> read(Connection connection, long room, boolean counting)
            throws SQLException {
        List<String> wanted = wanted(connection);
        List<String> systems = wanted.stream()
                .filter(name -> name.startsWith("pg_") || name.equals("information_schema"))
                .toList();
        if (!systems.isEmpty()) {
            return Checked.unsound(new CleanRefusal.OfTheServer(systems));
        }
        return qualifying(connection, () -> {
            Roots roots = new Roots(connection, this, wanted);
            List<Removal> ordered = DropOrder.of(roots.found());
            List<CleanRefusal> refusals = new ArrayList<>();
            List<String> outside = outside(connection, wanted);
            if (!outside.isEmpty()) {
                refusals.add(new CleanRefusal.Needed(outside));
            }
            if (!roots.notOwned().isEmpty()) {
                refusals.add(new CleanRefusal.NotOwned(roots.notOwned()));
            }
            if (!refusals.isEmpty()) {
                return new Checked.Unsound<>(refusals);
            }
            List<String> present = names(connection, wanted);
            return Checked.sound(new CleanPlan(
                    connection.getCatalog(),
                    wanted.stream().filter(present::contains).toList(),
                    wanted.stream().filter(name -> !present.contains(name)).toList(),
                    counting ? RowCounts.counted(connection, ordered) : ordered,
                    room));
        });
    }

    private List<String> wanted(Connection connection) throws SQLException {
        return schemas.isEmpty()
                ? Optional.ofNullable(text(connection, "select current_schema()")).stream()
                        .toList()
                : schemas;
    }

    private static List<String> names(Connection connection, List<String> wanted) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select nspname from pg_namespace where nspname = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", wanted.toArray()));
            return texts(statement);
        }
    }

    private List<String> outside(Connection connection, List<String> wanted) throws SQLException {
        try (PreparedStatement statement = asking(connection, ContentsSql.OUTSIDE, wanted)) {
            return texts(statement);
        }
    }

    PreparedStatement asking(Connection connection, String sql, List<String> wanted) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(1, connection.createArrayOf("text", wanted.toArray()));
        statement.setString(2, home.orElse(null));
        statement.setArray(3, connection.createArrayOf("text", home.isEmpty() ? new Object[0] : relations.toArray()));
        return statement;
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }

    /** What PostgreSQL finds without its schema it names without it. */
    private static <T> T qualifying(Connection connection, Reading<T> reading) throws SQLException {
        String path = text(connection, "select current_setting('search_path')");
        text(connection, "select set_config('search_path', ?, true)", "");
        T read = reading.read();
        text(connection, "select set_config('search_path', ?, true)", path);
        return read;
    }

    private static String text(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String parameter : Arrays.asList(parameters)) {
                statement.setString(1, parameter);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws SQLException;
    }
}
