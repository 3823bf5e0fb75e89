// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** The COPY of the driver for a migration that unwraps its connection; tells how many rows went, and never which. */
final class WatchedCopy extends CopyManager {

    private final StatementWatch watch;

    private WatchedCopy(BaseConnection connection, StatementWatch watch) throws SQLException {
        super(connection);
        this.watch = watch;
    }

    /** Gives the driver's connection, with such a COPY. */
    static PGConnection of(Connection connection, StatementWatch watch) throws SQLException {
        PGConnection driver = connection.unwrap(PGConnection.class);
        CopyManager copy = new WatchedCopy(connection.unwrap(BaseConnection.class), watch);
        return (PGConnection) Proxy.newProxyInstance(
                WatchedCopy.class.getClassLoader(),
                new Class<?>[] {BaseConnection.class},
                (proxy, method, arguments) -> method.getName().equals("getCopyAPI")
                        ? copy
                        : GuardedConnection.call(driver, method, arguments));
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        return watched(CopyIn.class, sql, watch.begins(), () -> super.copyIn(sql));
    }

    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        return watched(CopyOut.class, sql, watch.begins(), () -> super.copyOut(sql));
    }

    private <T extends CopyOperation> T watched(Class<T> type, String sql, long start, Begin<T> begin)
            throws SQLException {
        T operation;
        try {
            operation = begin.begin();
        } catch (SQLException e) {
            watch.failed(sql, List.of(), StatementWatch.since(start), e);
            throw e;
        }
        return type.cast(Proxy.newProxyInstance(
                WatchedCopy.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = GuardedConnection.call(operation, method, arguments);
                        if (hasEnded(method.getName(), result)) {
                            watch.went(
                                    sql,
                                    List.of(),
                                    OptionalLong.of(operation.getHandledRowCount()),
                                    StatementWatch.since(start));
                        }
                        return result;
                    } catch (SQLException e) {
                        watch.failed(sql, List.of(), StatementWatch.since(start), e);
                        throw e;
                    }
                }));
    }

    private static boolean hasEnded(String method, @Nullable Object result) {
        return method.equals("endCopy") || (method.equals("readFromCopy") && result == null);
    }

    @FunctionalInterface
    private interface Begin<T> {
        T begin() throws SQLException;
    }
}
