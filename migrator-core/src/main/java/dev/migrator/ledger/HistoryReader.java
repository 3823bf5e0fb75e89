// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.HistoryFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what happened. */
final class HistoryReader {

    private static final String COLUMNS = "select id, run_id, kind, revision, operation, outcome, at, milliseconds,"
            + " statements, db_user, os_user, host, tool_version, application_version, error, note from ";

    private final LedgerName.Tables tables;

    HistoryReader(LedgerName.Tables tables) {
        this.tables = tables;
    }

    /** Gives the last thing that happened to each revision, where that failed; the oldest first. */
    Checked<List<HistoryEntry>, LedgerIssue> failures(Connection connection) throws SQLException {
        return read(
                connection,
                COLUMNS + "(select distinct on (revision) * from " + tables.history()
                        + " where kind = 'revision' order by revision, id desc) last where outcome = 'failed' order by id",
                List.of());
    }

    /** Gives a part of the history, the newest first. */
    Checked<List<HistoryEntry>, LedgerIssue> entries(Connection connection, HistoryFilter filter) throws SQLException {
        List<Object> values = new ArrayList<>();
        String condition = condition(filter, values);
        return read(connection, COLUMNS + tables.history() + " where " + condition + " order by id desc", values);
    }

    /** The condition that a filter comes to, on columns of the history; its values are added to a list. */
    static String condition(HistoryFilter filter, List<Object> values) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        filter.revision().ifPresent(id -> {
            conditions.add("kind <> 'run' and revision = ?");
            values.add(id);
        });
        filter.run().ifPresent(run -> {
            conditions.add("starts_with(run_id::text, lower(?))");
            values.add(run);
        });
        filter.since().ifPresent(since -> {
            conditions.add("at >= ?");
            values.add(since.atOffset(ZoneOffset.UTC));
        });
        return String.join(" and ", conditions);
    }

    private Checked<List<HistoryEntry>, LedgerIssue> read(Connection connection, String sql, List<Object> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                List<HistoryEntry> entries = new ArrayList<>();
                while (result.next()) {
                    entries.add(entry(result));
                }
                return Checked.sound(entries);
            }
        } catch (SQLException e) {
            if (LedgerReader.NOT_AS_MADE.contains(String.valueOf(e.getSQLState()))) {
                return Checked.unsound(LedgerIssue.damaged(tables.history(), String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    private static HistoryEntry entry(ResultSet result) throws SQLException {
        return new HistoryEntry(
                result.getLong(1),
                Objects.requireNonNullElse(result.getObject(2, UUID.class), new UUID(0, 0)),
                text(result, 3),
                text(result, 4),
                text(result, 5),
                text(result, 6),
                instant(result.getObject(7, OffsetDateTime.class)),
                Duration.ofMillis(result.getLong(8)),
                result.getInt(9),
                text(result, 10),
                text(result, 11),
                text(result, 12),
                text(result, 13),
                text(result, 14),
                text(result, 15),
                text(result, 16));
    }

    /** What somebody took away by hand is shown as missing, since a history is there to be read. */
    private static String text(ResultSet result, int column) throws SQLException {
        return Objects.requireNonNullElse(result.getString(column), "");
    }

    private static Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }
}
