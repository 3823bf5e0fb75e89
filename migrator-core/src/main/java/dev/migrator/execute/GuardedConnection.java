// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The connection as a migration sees it: it can do all but end the step's transaction or the connection, and what is
 * sent through it is seen, whether through jOOQ or plain JDBC.
 */
final class GuardedConnection implements InvocationHandler {

    /** What a statement is asked for that only the server knows, or that changes what it gets. */
    private static final Set<String> ANSWERS = Set.of(
            "executeQuery",
            "getResultSet",
            "getGeneratedKeys",
            "getMetaData",
            "getParameterMetaData",
            "registerOutParameter",
            "setEscapeProcessing",
            "unwrap");

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

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

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
            case "unwrap", "getSchema", "getCatalog", "getClientInfo" -> statements.answered();
            default -> {}
        }
        if (COMMANDS.contains(method.getName())) {
            statements.commanded(method.getName(), arguments == null ? List.of() : Arrays.asList(arguments));
        }
        Object result = call(connection, method, arguments);
        if (result instanceof Statement statement) {
            String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
            return guarded((Connection) proxy, statement, sql);
        }
        return result;
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

    private record Rendered(String sql, List<String> bound) {}

    /** Counts what is executed and keeps what failed. */
    private final class GuardedStatement implements InvocationHandler {

        private final Connection guard;
        private final Statement statement;
        private final String prepared;
        private final BoundValues bound = new BoundValues();
        private final List<Rendered> batch = new ArrayList<>();

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
                case "addBatch" -> batch.add(new Rendered(sql(arguments), List.copyOf(bound.all())));
                case "clearBatch" -> batch.clear();
                case "clearParameters" -> bound.clear();
                default -> note(name, arguments);
            }
            return name.startsWith("execute") ? execute(method, arguments) : call(statement, method, arguments);
        }

        private @Nullable Object execute(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            List<Rendered> entries = List.of(new Rendered(sql(arguments), List.copyOf(bound.all())));
            if (method.getName().endsWith("Batch")) {
                entries = List.copyOf(batch);
                batch.clear();
            }
            statements.sent(entries.stream().map(Rendered::sql).toList());
            entries.forEach(entry -> statements.rendered(entry.sql(), entry.bound()));
            try {
                return call(statement, method, arguments);
            } catch (SQLException e) {
                failed(entries, e);
                throw e;
            }
        }

        private void failed(List<Rendered> entries, SQLException thrown) {
            statements.answered();
            if (!entries.isEmpty()) {
                Rendered which =
                        entries.get(thrown instanceof BatchUpdateException ? place(thrown, entries.size()) : 0);
                statements.failed(which.sql(), BoundValues.plain(which.bound()));
            }
        }

        /** Which of a batch failed the driver tells in its message alone. */
        private static int place(SQLException thrown, int size) {
            return NUMBER.matcher(String.valueOf(thrown.getMessage()))
                    .results()
                    .map(number -> Integer.parseInt(number.group()))
                    .findFirst()
                    .filter(number -> number < size)
                    .orElse(0);
        }

        private void note(String name, @Nullable Object @Nullable [] arguments) {
            boolean isBound = !name.startsWith("set")
                    || arguments == null
                    || arguments.length < 2
                    || (arguments[0] instanceof Integer index
                            && bound.set(index, name.equals("setNull") ? null : arguments[1]));
            if (!isBound || ANSWERS.contains(name)) {
                statements.answered();
            }
        }

        private String sql(@Nullable Object @Nullable [] arguments) {
            return arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : prepared;
        }
    }
}
