// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of the ledger.
 *
 * @param connection where
 */
record JdbcSink(Connection connection) implements Sink {

    /** The class of SQLSTATEs for a connection that broke. */
    private static final String CONNECTION_EXCEPTION = "08";

    @Override
    public void one(String what, String table, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                bind(statement, i + 1, values[i]);
            }
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new LedgerWriteException("the ledger is not as expected: " + what + " touched " + rows
                        + " rows of " + table + " where it must touch 1; somebody else has written there");
            }
        } catch (LedgerWriteException e) {
            throw e;
        } catch (SQLException e) {
            throw isLost(e) ? e : new LedgerWriteException(what + " in " + table + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void all(String what, String table, String sql, List<@Nullable Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] values : rows) {
                for (int i = 0; i < values.length; i++) {
                    bind(statement, i + 1, values[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            // The message of a batch repeats the rows.
            SQLException why = e.getNextException() == null ? e : e.getNextException();
            throw isLost(why)
                    ? why
                    : new LedgerWriteException(what + " in " + table + " failed: " + why.getMessage(), why);
        }
    }

    private static boolean isLost(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith(CONNECTION_EXCEPTION);
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.VARCHAR);
        } else if (value instanceof List<?> texts) {
            statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
        } else {
            statement.setObject(index, value);
        }
    }
}
