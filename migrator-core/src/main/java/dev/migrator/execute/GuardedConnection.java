// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * The connection as a migration sees it: it can do all but end the step's transaction or the connection, and what is
 * sent through it is seen, whether through jOOQ or plain JDBC.
 */
final class GuardedConnection implements InvocationHandler {

    /** What changes the session or its transaction without a statement that would be seen. */
    private static final Set<String> COMMANDS = Set.of(
            "setSchema",
            "setCatalog",
            "setReadOnly",
            "setTransactionIsolation",
            "setClientInfo",
            "setSavepoint",
            "releaseSavepoint",
            "rollback");

    /** What of jOOQ asks, once in the life of a JVM, whether the server is new enough, and sends nothing else for it. */
    private static final String VERSION_CHECK = "org.jooq.impl.DefaultExecuteContext";

    private final Connection connection;
    private final Statements statements;

    private GuardedConnection(Connection connection, Statements statements) {
        this.connection = connection;
        this.statements = statements;
    }

    static Connection of(Connection connection, Statements statements) {
        return proxy(Connection.class, new GuardedConnection(connection, statements));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "commit", "abort", "close" -> throw refused(method.getName());
            case "rollback" -> {
                if (arguments == null || !(arguments[0] instanceof Savepoint)) {
                    throw refused("rollback");
                }
            }
            case "setAutoCommit" -> {
                if (arguments != null
                        && !Boolean.valueOf(connection.getAutoCommit()).equals(arguments[0])) {
                    throw refused("setAutoCommit");
                }
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "getMetaData" -> {
                if (!isVersionCheck()) {
                    statements.answered();
                }
            }
            case "unwrap" -> {
                statements.answered();
                return unwrapped((Connection) proxy, method, arguments);
            }
            case "getSchema", "getCatalog", "getClientInfo" -> statements.answered();
            default -> {}
        }
        if (COMMANDS.contains(method.getName())) {
            statements.commanded(method.getName(), arguments == null ? List.of() : Arrays.asList(arguments));
        }
        return guarded((Connection) proxy, call(connection, method, arguments), arguments);
    }

    private @Nullable Object guarded(
            Connection guard, @Nullable Object result, @Nullable Object @Nullable [] arguments) {
        if (result instanceof Statement statement) {
            String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
            return guarded(guard, statement, sql);
        }
        return result instanceof DatabaseMetaData metaData ? guarded(guard, metaData) : result;
    }

    /** Only who asks for the driver's own class gets it bare. */
    private @Nullable Object unwrapped(Connection guard, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (isAskedFor(guard, arguments)) {
            return guard;
        }
        Object driver = call(connection, method, arguments);
        boolean ofInterface = arguments != null && arguments[0] instanceof Class<?> type && type.isInterface();
        return ofInterface && driver instanceof BaseConnection base
                ? GuardedDriver.of(base, guard, statements)
                : driver;
    }

    /** Whether the type that {@code unwrap} is called with is one of what is called. */
    static boolean isAskedFor(Object proxy, @Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments[0] instanceof Class<?> type && type.isInstance(proxy);
    }

    /** What describes a database leads back to its connection, too. */
    private DatabaseMetaData guarded(Connection guard, DatabaseMetaData metaData) {
        return proxy(DatabaseMetaData.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return guard;
            }
            if (method.getName().equals("unwrap") && isAskedFor(proxy, arguments)) {
                return proxy;
            }
            Object result = call(metaData, method, arguments);
            return result instanceof ResultSet rows && rows.getStatement() != null
                    ? GuardedRows.of(rows, guarded(guard, rows.getStatement(), ""), (called, given) -> {})
                    : result;
        });
    }

    private static boolean isVersionCheck() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(caller -> caller != GuardedConnection.class && !Proxy.isProxyClass(caller))
                        .findFirst())
                .filter(caller -> caller.getName().equals(VERSION_CHECK))
                .isPresent();
    }

    private static SQLException refused(String what) {
        return new SQLException("a migration must not call " + what
                + " on its connection: the tool commits the step together with its record, or rolls both back."
                + " For a part that may fail alone use db.transaction(…), which nests as a savepoint; for work outside"
                + " a transaction use @Revision(transactional = false)");
    }

    private Statement guarded(Connection guard, Statement statement, String sql) {
        InvocationHandler handler = new GuardedStatement(guard, statement, sql, statements);
        if (statement instanceof CallableStatement) {
            return proxy(CallableStatement.class, handler);
        }
        return statement instanceof PreparedStatement
                ? proxy(PreparedStatement.class, handler)
                : proxy(Statement.class, handler);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
