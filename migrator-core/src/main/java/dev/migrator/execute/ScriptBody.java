// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import dev.migrator.revision.StoredDowngrade;
import dev.migrator.sql.SqlStatement;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The statements of a SQL file, sent one after the other as they are written. Needs no jOOQ.
 *
 * @param file the file
 * @param script the statements of the way that the step goes
 */
record ScriptBody(String file, List<SqlStatement> script) implements StepBody {

    /** What a ledger keeps; a line of it is one of all its statements below each other. */
    static ScriptBody of(StoredDowngrade stored) {
        List<SqlStatement> statements = new ArrayList<>();
        int line = 1;
        for (String text : stored.statements()) {
            statements.add(new SqlStatement(text, line, List.of(), Optional.empty()));
            line += (int) text.lines().count();
        }
        return new ScriptBody("downgrade_sql", statements);
    }

    @Override
    public void run(boolean up, Connection connection, MigrationParameters parameters, Statements statements)
            throws SQLException, IOException {
        for (SqlStatement statement : script) {
            statements.sent(List.of(statement.text()));
            StatementWatch watch = statements.watch();
            long start = watch.begins(List.of(statement.text()));
            try {
                OptionalLong rows = send(connection, statement, watch.isOn());
                watch.went(statement.text(), List.of(), rows, StatementWatch.since(start));
            } catch (SQLException e) {
                watch.failed(statement.text(), List.of(), StatementWatch.since(start), e);
                statements.failed(statement.text(), source(statement, e));
                throw e;
            }
        }
    }

    /** What it sends; nothing of that depends on the database. */
    Transcript transcript() {
        return new Transcript(
                script.stream()
                        .map(statement -> new Transcript.Line(
                                statement.text(),
                                statement.copyData(),
                                Path.of(file).getFileName() + ":" + statement.line()))
                        .toList(),
                script.size(),
                Optional.empty(),
                false);
    }

    /** Neither question marks nor braces have a meaning of the driver's own here. */
    private static OptionalLong send(Connection connection, SqlStatement statement, boolean counts)
            throws SQLException, IOException {
        if (statement.copyData().isPresent()) {
            return OptionalLong.of(connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            statement.text(),
                            new StringReader(statement.copyData().get())));
        }
        try (Statement sender = connection.createStatement()) {
            sender.setEscapeProcessing(false);
            boolean answers = sender.execute(statement.text());
            return counts ? rows(sender, answers) : OptionalLong.empty();
        }
    }

    private static OptionalLong rows(Statement sender, boolean answers) throws SQLException {
        long rows = 0;
        if (!answers) {
            return OptionalLong.of(sender.getUpdateCount());
        }
        try (ResultSet result = sender.getResultSet()) {
            while (result.next()) {
                rows++;
            }
        }
        return OptionalLong.of(rows);
    }

    /** The line that PostgreSQL points at, or else the one on which the statement begins. */
    private String source(SqlStatement statement, SQLException thrown) {
        ServerErrorMessage said = thrown instanceof PSQLException own ? own.getServerErrorMessage() : null;
        int position = said == null
                ? 0
                : Math.min(Math.max(0, said.getPosition() - 1), statement.text().length());
        long below = statement
                .text()
                .substring(0, position)
                .chars()
                .filter(c -> c == '\n')
                .count();
        return Path.of(file).getFileName() + ":" + (statement.line() + below);
    }
}
