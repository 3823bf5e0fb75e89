// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of the ledger. What is written together is one statement, prepared by SQL: what the driver prepares
 * it prepares anew after every CREATE, ALTER or DROP, and that takes longer than the writing. Not thread-safe.
 */
final class JdbcSink implements Sink {

    private static final System.Logger LOGGER = System.getLogger(JdbcSink.class.getName());

    /** The class of SQLSTATEs for a connection that broke. */
    private static final String CONNECTION_EXCEPTION = "08";

    private static final String NO_SUCH_STATEMENT = "26000";
    private static final String SAVEPOINT = "migrator_record";
    /** What {@link #prepare} raises, by a text that is no number: SQL has no other way without a function. */
    private static final Pattern COUNTS = Pattern.compile("\"migrator touched ([0-9 ]+)\"");

    private final Connection connection;
    private final String prefix;
    private final Map<List<String>, String> names = new HashMap<>();

    /**
     * Takes what names what is prepared.
     *
     * @param connection where the statements run
     * @param run the run, so that nothing else on a pooled connection has the name
     */
    JdbcSink(Connection connection, UUID run) {
        this.connection = connection;
        this.prefix = "migrator_" + run.toString().replace('-', '_') + "_";
    }

    @Override
    public void one(Write write) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(write.sql())) {
            bind(statement, write);
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw unexpected(write, rows);
            }
        } catch (LedgerWriteException e) {
            throw e;
        } catch (SQLException e) {
            throw failed(List.of(write), e);
        }
    }

    @Override
    public void together(List<Write> writes, Around around) throws SQLException {
        List<String> statements = writes.stream().map(Write::sql).toList();
        String known = names.get(statements);
        String name = known == null ? prefix + (names.size() + 1) : known;
        names.put(statements, name);
        try {
            send(
                    around.before(),
                    "savepoint " + SAVEPOINT,
                    known == null ? prepare(name, writes) : "",
                    execute(name, writes),
                    "release savepoint " + SAVEPOINT,
                    around.after());
        } catch (SQLException e) {
            if (!isBackAtTheSavepoint()) {
                throw e;
            }
            if (known == null || !NO_SUCH_STATEMENT.equals(e.getSQLState())) {
                throw failed(writes, e);
            }
            // A migration may let go of all that is prepared.
            names.remove(statements);
            together(writes, new Around("release savepoint " + SAVEPOINT, around.after()));
        }
    }

    /** Raises where one touches another number of rows than one, since what follows may be the COMMIT. */
    private static String prepare(String name, List<Write> writes) {
        StringBuilder with = new StringBuilder();
        StringBuilder counts = new StringBuilder();
        int before = 0;
        for (int i = 0; i < writes.size(); i++) {
            int first = before + 1;
            with.append(i == 0 ? "" : ", ")
                    .append("w")
                    .append(i)
                    .append(" as (")
                    .append(writes.get(i).with(place -> "$" + (first + place)))
                    .append(" returning 1)");
            counts.append(i == 0 ? "" : ", ")
                    .append("(select count(*) from w")
                    .append(i)
                    .append(")");
            before += writes.get(i).values().size();
        }
        return "prepare " + name + " as with " + with + ", counted as (select array[" + counts + "] as each)"
                + " select case when 1 = all (each) then 1"
                + " else ('migrator touched ' || array_to_string(each, ' '))::int end from counted";
    }

    private static String execute(String name, List<Write> writes) {
        return "execute " + name
                + writes.stream()
                        .flatMap(write -> write.values().stream())
                        .map(SqlLiteral::of)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** Whether the ledger's own statement failed, and not what is around it. */
    private boolean isBackAtTheSavepoint() {
        try {
            if (!connection.isClosed()) {
                send("rollback to savepoint " + SAVEPOINT);
                return true;
            }
        } catch (SQLException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "what is around a record failed, or the connection is lost", e);
        }
        return false;
    }

    /** Sends statements in one round trip; the first that fails ends them. */
    private void send(String... statements) throws SQLException {
        try (Statement sender = connection.createStatement()) {
            sender.setEscapeProcessing(false);
            sender.execute(Stream.of(statements)
                    .filter(statement -> !statement.isEmpty())
                    .collect(Collectors.joining("; ")));
        }
    }

    @Override
    public void all(List<Write> writes) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(writes.get(0).sql())) {
            for (Write write : writes) {
                bind(statement, write);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            // The message of a batch repeats the rows.
            throw failed(writes.subList(0, 1), e.getNextException() == null ? e : e.getNextException());
        }
    }

    @Override
    public void close() {
        try {
            if (!names.isEmpty() && !connection.isClosed()) {
                send(names.values().stream().map(name -> "deallocate " + name).toArray(String[]::new));
            }
        } catch (SQLException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "what was prepared is gone already", e);
        }
    }

    private static SQLException failed(List<Write> writes, SQLException why) {
        Matcher counts = COUNTS.matcher(String.valueOf(why.getMessage()));
        if (counts.find()) {
            String[] rows = counts.group(1).split(" ", -1);
            for (int i = 0; i < rows.length; i++) {
                if (!rows[i].equals("1")) {
                    return unexpected(writes.get(i), Long.parseLong(rows[i]));
                }
            }
        }
        String tables = writes.stream().map(Write::table).distinct().collect(Collectors.joining(" and "));
        return String.valueOf(why.getSQLState()).startsWith(CONNECTION_EXCEPTION)
                ? why
                : new LedgerWriteException(
                        writes.get(0).what() + " in " + tables + " failed: " + why.getMessage(), why);
    }

    private static LedgerWriteException unexpected(Write write, long rows) {
        return new LedgerWriteException("the ledger is not as expected: " + write.what() + " touched " + rows
                + " rows of " + write.table() + " where it must touch 1; somebody else has written there");
    }

    private void bind(PreparedStatement statement, Write write) throws SQLException {
        int index = 1;
        for (@Nullable Object value : write.values()) {
            if (value == null) {
                statement.setNull(index, Types.VARCHAR);
            } else if (value instanceof List<?> texts) {
                statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
            } else {
                statement.setObject(index, value);
            }
            index++;
        }
    }
}
