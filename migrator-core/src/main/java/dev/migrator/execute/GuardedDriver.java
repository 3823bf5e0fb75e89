// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;

/**
 * The driver's own connection for a migration that unwraps it. What every connection can do it does as the guarded one; of
 * a COPY it tells how many rows went, and never which, whoever makes the {@link CopyManager}.
 */
final class GuardedDriver implements InvocationHandler {

    private final BaseConnection driver;
    private final Connection guard;
    private final Statements statements;

    private GuardedDriver(BaseConnection driver, Connection guard, Statements statements) {
        this.driver = driver;
        this.guard = guard;
        this.statements = statements;
    }

    static BaseConnection of(BaseConnection driver, Connection guard, Statements statements) {
        return proxy(BaseConnection.class, new GuardedDriver(driver, guard, statements));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "getCopyAPI" -> {
                return new CopyManager((BaseConnection) proxy);
            }
            case "getQueryExecutor" -> {
                return watched(driver.getQueryExecutor());
            }
            case "execSQLQuery", "execSQLUpdate" -> {
                if (arguments != null && arguments[0] instanceof String sql) {
                    statements.sent(List.of(sql));
                }
            }
            default -> {}
        }
        boolean everyConnectionHasIt = method.getDeclaringClass().isAssignableFrom(Connection.class);
        return GuardedConnection.call(everyConnectionHasIt ? guard : driver, method, arguments);
    }

    private QueryExecutor watched(QueryExecutor executor) {
        return proxy(QueryExecutor.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("startCopy") || arguments == null) {
                return GuardedConnection.call(executor, method, arguments);
            }
            String sql = String.valueOf(arguments[0]);
            statements.sent(List.of(sql));
            long start = statements.watch().begins(List.of(sql));
            try {
                Object operation = GuardedConnection.call(executor, method, arguments);
                return operation instanceof CopyOperation copy ? watched(copy, sql, start) : operation;
            } catch (SQLException e) {
                failed(sql, start, e);
                throw e;
            }
        });
    }

    private void failed(String sql, long start, SQLException why) {
        statements.failed(sql, List.of());
        statements.watch().failed(sql, List.of(), StatementWatch.since(start), why);
    }

    private CopyOperation watched(CopyOperation operation, String sql, long start) {
        StatementWatch watch = statements.watch();
        return proxy(type(operation), (proxy, method, arguments) -> {
            try {
                Object result = GuardedConnection.call(operation, method, arguments);
                if (hasEnded(method.getName(), result)) {
                    OptionalLong rows = OptionalLong.of(operation.getHandledRowCount());
                    watch.went(sql, List.of(), rows, StatementWatch.since(start));
                }
                return result;
            } catch (SQLException e) {
                failed(sql, start, e);
                throw e;
            }
        });
    }

    private static Class<? extends CopyOperation> type(CopyOperation operation) {
        if (operation instanceof CopyDual) {
            return CopyDual.class;
        }
        return operation instanceof CopyIn ? CopyIn.class : CopyOut.class;
    }

    private static boolean hasEnded(String method, @Nullable Object result) {
        return method.equals("endCopy") || (method.equals("readFromCopy") && result == null);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(GuardedDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
