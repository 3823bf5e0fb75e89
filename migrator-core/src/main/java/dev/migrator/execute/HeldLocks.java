// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.TableLock;
import dev.migrator.sql.LockMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which locks a transaction holds, on what was there before it and is not the tool's own. Not thread-safe. */
final class HeldLocks {

    private static final String LOCKS = "select relation::bigint, mode from pg_catalog.pg_locks"
            + " where pid = pg_backend_pid() and granted and locktype = 'relation'"
            + " and database = (select oid from pg_catalog.pg_database where datname = current_database())"
            + " and mode <> 'AccessShareLock' order by relation";

    private final Connection connection;
    private final Map<Long, Relation> there = new HashMap<>();
    private final Map<Long, LockMode> held = new HashMap<>();

    private record Relation(String name, boolean isIndex) {}

    private HeldLocks(Connection connection) {
        this.connection = connection;
    }

    /**
     * Looks at what is there; what is dropped later keeps its name here.
     *
     * @param own a condition on {@code pg_class c} and {@code pg_namespace n} that holds for what is the tool's own
     */
    static HeldLocks before(Connection connection, String own) throws SQLException {
        HeldLocks locks = new HeldLocks(connection);
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select c.oid::bigint, c.oid::regclass::text, c.relkind in ('i', 'I')"
                                + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                                + " where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and not ("
                                + own
                                + ")")) {
            while (result.next()) {
                locks.there.put(result.getLong(1), new Relation(result.getString(2), result.getBoolean(3)));
            }
        }
        return locks;
    }

    /** Who writes into a table locks its indexes as well, which tells nobody more. */
    private static boolean tells(@Nullable Relation relation, LockMode mode) {
        return relation != null && (!relation.isIndex() || mode.compareTo(LockMode.SHARE) >= 0);
    }

    private String name(Long relation) {
        return Optional.ofNullable(there.get(relation)).map(Relation::name).orElse("");
    }

    /** Gives the locks that are new since it was asked last, or stronger. */
    List<TableLock> more() throws SQLException {
        Map<Long, LockMode> now = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(LOCKS)) {
            while (result.next()) {
                Optional<LockMode> mode = LockMode.of(result.getString(2));
                if (mode.isPresent() && tells(there.get(result.getLong(1)), mode.get())) {
                    now.merge(result.getLong(1), mode.get(), LockMode::stronger);
                }
            }
        }
        List<TableLock> more = new ArrayList<>();
        now.forEach((relation, mode) -> {
            LockMode before = held.put(relation, mode);
            if (before == null || before.compareTo(mode) < 0) {
                more.add(new TableLock(mode.label(), name(relation)));
            }
        });
        more.sort(Comparator.comparing(TableLock::relation));
        return more;
    }
}
