// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.plan.Removal;
import dev.migrator.plan.Removal.RowCount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many rows go with tables: counted where they are few, else as the server estimates it. Nobody is waited for, and what
 * the user may not read is only estimated.
 */
final class RowCounts {

    private static final long FEW = 10_000;
    private static final int MOST_COUNTED = 100;

    /** The statistics know of rows before a table is analyzed for the first time. */
    private static final String ESTIMATES = "select 'pg_class'::regclass::oid || '/' || oid,"
            + " greatest(reltuples::bigint, pg_stat_get_live_tuples(oid)), relpages > 0 or reltuples >= 0"
            + " or pg_stat_get_live_tuples(oid) > 0 from pg_class where relkind = 'r'"
            + " and 'pg_class'::regclass::oid || '/' || oid = any(?)";

    private final Connection connection;
    private final Map<String, RowCount> estimates = new HashMap<>();
    private int counted;

    private RowCounts(Connection connection) {
        this.connection = connection;
    }

    /** Gives the same with their rows; needs a transaction. */
    static List<Removal> counted(Connection connection, List<Removal> removals) throws SQLException {
        RowCounts counts = new RowCounts(connection);
        counts.estimate(removals);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '100ms'; set local statement_timeout = '2s'");
        }
        List<Removal> all = new ArrayList<>();
        for (Removal removal : removals) {
            all.add(removal.kind() == Removal.Kind.TABLE ? removal.holding(counts.rows(removal)) : removal);
        }
        return all;
    }

    private void estimate(List<Removal> removals) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ESTIMATES)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", removals.stream().map(Removal::key).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(3)) {
                        estimates.put(row.getString(1), new RowCount(Math.max(0, row.getLong(2)), false));
                    }
                }
            }
        }
    }

    private Optional<RowCount> rows(Removal table) throws SQLException {
        Optional<RowCount> estimate = Optional.ofNullable(estimates.get(table.key()));
        boolean many = estimate.filter(rows -> rows.number() > FEW).isPresent();
        if (many || counted == MOST_COUNTED) {
            return estimate;
        }
        counted++;
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from (select from only " + table.name()
                        + " limit " + (FEW + 1) + ") counted")) {
            row.next();
            long number = row.getLong(1);
            return number <= FEW
                    ? Optional.of(new RowCount(number, true))
                    : Optional.of(new RowCount(
                            Math.max(number, estimate.map(RowCount::number).orElse(0L)), false));
        } catch (SQLException unreadable) {
            connection.rollback(before);
            return estimate;
        }
    }
}
