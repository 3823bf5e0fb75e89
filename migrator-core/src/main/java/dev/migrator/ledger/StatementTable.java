// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.KeptStatement;
import dev.migrator.revision.SentStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of the statements that migrations sent. It is there once a run has kept some. */
final class StatementTable {

    private static final String UNDEFINED_TABLE = "42P01";

    private final LedgerName.Tables tables;

    StatementTable(LedgerName.Tables tables) {
        this.tables = tables;
    }

    /** Makes it where it is missing, or tells what is wrong with it. */
    Optional<LedgerIssue> prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection)) {
                statement.execute(Layout.statements(tables));
            }
            statement.execute(Layout.statementsRehearsal(tables));
            return Optional.empty();
        } catch (SQLException e) {
            if (LedgerReader.NOT_AS_MADE.contains(String.valueOf(e.getSQLState()))) {
                return Optional.of(LedgerIssue.damaged(tables.statements(), String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /** {@code create table if not exists} wants the right to make one even where it is there. */
    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, tables.statements());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** Gives what is kept of a part of the history, in order. */
    Checked<List<KeptStatement>, LedgerIssue> kept(Connection connection, HistoryFilter filter) throws SQLException {
        List<Object> values = new ArrayList<>();
        String condition = HistoryReader.condition(filter, values);
        try (PreparedStatement statement = connection.prepareStatement(
                "select id, history_id, run_id, revision, ordinal, statement, bound, rows, microseconds, sqlstate from "
                        + tables.statements() + " where history_id in (select id from " + tables.history() + " where "
                        + condition + ") order by history_id, id")) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<KeptStatement> kept = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    kept.add(row(result));
                }
            }
            return Checked.sound(kept);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.equals(UNDEFINED_TABLE)) {
                return Checked.sound(List.of());
            }
            if (LedgerReader.NOT_AS_MADE.contains(state)) {
                return Checked.unsound(LedgerIssue.damaged(tables.statements(), String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    private static KeptStatement row(ResultSet result) throws SQLException {
        long rows = result.getLong(8);
        OptionalLong known = result.wasNull() ? OptionalLong.empty() : OptionalLong.of(rows);
        return new KeptStatement(
                result.getLong(1),
                result.getLong(2),
                Objects.requireNonNullElse(result.getObject(3, UUID.class), new UUID(0, 0)),
                text(result.getString(4)),
                new SentStatement(
                        result.getInt(5),
                        text(result.getString(6)),
                        bound(result),
                        known,
                        Duration.of(result.getLong(9), ChronoUnit.MICROS),
                        text(result.getString(10))));
    }

    private static List<String> bound(ResultSet result) throws SQLException {
        return result.getArray(7) != null && result.getArray(7).getArray() instanceof String[] values
                ? Stream.of(values).map(StatementTable::text).toList()
                : List.of();
    }

    /** What somebody took away by hand is shown as missing. */
    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
