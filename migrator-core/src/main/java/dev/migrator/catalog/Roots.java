// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.plan.Removal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What in the schemas is dropped by a statement of its own. */
final class Roots {

    private final List<Found> found = new ArrayList<>();
    private final List<String> notOwned = new ArrayList<>();
    private final Map<String, Integer> locks = new HashMap<>();
    private final Map<String, Set<String>> needs = new HashMap<>();

    Roots(Connection connection, SchemaContents contents, List<String> schemas) throws SQLException {
        try (PreparedStatement statement = contents.asking(connection, ContentsSql.LOCKS, schemas);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                locks.put(row.getString(1), row.getInt(2));
            }
        }
        try (PreparedStatement statement = contents.asking(connection, ContentsSql.NEEDS, schemas);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                needs.computeIfAbsent(row.getString(1), key -> new HashSet<>()).add(row.getString(2));
            }
        }
        try (PreparedStatement statement = contents.asking(connection, ContentsSql.ROOTS, schemas);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                add(row);
            }
        }
    }

    /**
     * One of them.
     *
     * @param removal what it is
     * @param needs the keys of the others that it depends on
     */
    record Found(Removal removal, Set<String> needs) {}

    /** All of them, by kind and name. */
    List<Found> found() {
        return found;
    }

    /** Those that the user may not drop, and whose they are. */
    List<String> notOwned() {
        return notOwned;
    }

    private void add(ResultSet row) throws SQLException {
        String key = row.getString(1);
        Removal.Kind kind = Removal.Kind.called(row.getString(2));
        String name = row.getString(3);
        found.add(new Found(
                new Removal(
                        kind,
                        name,
                        key,
                        row.getBoolean(8)
                                ? Optional.of("lock table only " + name + " in access exclusive mode")
                                : Optional.empty(),
                        kind.drop(row.getString(4)),
                        row.getBoolean(5),
                        locks.getOrDefault(key, 1),
                        Optional.empty()),
                needs.getOrDefault(key, Set.of())));
        if (!row.getBoolean(7)) {
            notOwned.add(kind.word() + " " + name + " (of " + row.getString(6) + ")");
        }
    }
}
