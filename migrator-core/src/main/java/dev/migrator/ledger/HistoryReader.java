// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.Checked;
import dev.migrator.revision.FailedAttempt;
import dev.migrator.revision.RevisionId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads what happened. */
final class HistoryReader {

    private final LedgerName.Tables tables;

    HistoryReader(LedgerName.Tables tables) {
        this.tables = tables;
    }

    Checked<List<FailedAttempt>, LedgerIssue> failures(Connection connection) throws SQLException {
        String sql = "select revision, operation, at, error from (select distinct on (revision) * from "
                + tables.history()
                + " where kind = 'revision' order by revision, id desc) last where outcome = 'failed' order by id";
        List<FailedAttempt> failures = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                failures.add(new FailedAttempt(
                        new RevisionId(result.getString(1)),
                        result.getString(2),
                        result.getObject(3, OffsetDateTime.class).toInstant(),
                        Objects.requireNonNullElse(result.getString(4), "")));
            }
            return Checked.sound(failures);
        } catch (SQLException e) {
            if (LedgerReader.NOT_AS_MADE.contains(String.valueOf(e.getSQLState()))) {
                return Checked.unsound(LedgerIssue.damaged(tables.history(), String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }
}
