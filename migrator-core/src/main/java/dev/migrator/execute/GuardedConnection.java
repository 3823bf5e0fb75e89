// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connection as a migration sees it: it can do all but end the step's transaction or the connection, and what is
 * sent through it is seen, whether through jOOQ or plain JDBC.
 */
final class GuardedConnection implements InvocationHandler {

    /** What a statement is asked for that only the server knows. */
    private static final Set<String> ANSWERS = Set.of(
            "executeQuery",
            "getResultSet",
            "getGeneratedKeys",
            "getMetaData",
            "getParameterMetaData",
            "registerOutParameter",
            "unwrap");

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
            case "getMetaData", "unwrap", "getSchema", "getCatalog", "getClientInfo" -> statements.answered();
            default -> {}
        }
        Object result = call(connection, method, arguments);
        if (result instanceof Statement statement) {
            String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
            return guarded((Connection) proxy, statement, sql);
        }
        return result;
    }

    private static SQLException refused(String what) {
        return new SQLException("a migration must not call " + what
                + " on its connection: the tool commits the step together with its record, or rolls both back."
                + " For a part that may fail alone use db.transaction(…), which nests as a savepoint; for work outside"
                + " a transaction use @Revision(transactional = false)");
    }

    private Statement guarded(Connection guard, Statement statement, String sql) {
        InvocationHandler handler = new GuardedStatement(guard, statement, sql);
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

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Counts what is executed and keeps what failed. */
    private final class GuardedStatement implements InvocationHandler {

        private final Connection guard;
        private final Statement statement;
        private final String prepared;
        private final BoundValues bound = new BoundValues();
        private int batched;

        GuardedStatement(Connection guard, Statement statement, String prepared) {
            this.guard = guard;
            this.statement = statement;
            this.prepared = prepared;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            String name = method.getName();
            switch (name) {
                case "getConnection" -> {
                    return guard;
                }
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "addBatch" -> {
                    batched++;
                    statements.rendered(sql(arguments), bound.all());
                }
                case "clearBatch" -> batched = 0;
                case "clearParameters" -> bound.clear();
                default -> note(name, arguments);
            }
            return name.startsWith("execute") ? execute(method, arguments) : call(statement, method, arguments);
        }

        private @Nullable Object execute(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            String sql = sql(arguments);
            if (method.getName().endsWith("Batch")) {
                statements.sent(batched, sql);
                batched = 0;
            } else {
                statements.sent(1, sql);
                statements.rendered(sql, bound.all());
            }
            try {
                return call(statement, method, arguments);
            } catch (SQLException e) {
                statements.failed(sql);
                statements.answered();
                throw e;
            }
        }

        private void note(String name, @Nullable Object @Nullable [] arguments) {
            if (ANSWERS.contains(name)) {
                statements.answered();
            } else if (name.startsWith("set")
                    && arguments != null
                    && arguments.length > 1
                    && arguments[0] instanceof Integer index
                    && !bound.set(index, name.equals("setNull") ? null : arguments[1])) {
                statements.answered();
            }
        }

        private String sql(@Nullable Object @Nullable [] arguments) {
            return arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : prepared;
        }
    }
}
