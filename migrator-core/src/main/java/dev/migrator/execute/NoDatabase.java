// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection to nothing. Every statement succeeds and changes one number of rows; who wants to know anything else is
 * stopped by an {@link Unscriptable}.
 */
final class NoDatabase implements InvocationHandler {

    private static final Set<String> NOTHING_TO_TELL =
            Set.of("getWarnings", "isClosed", "getMoreResults", "isWrapperFor");

    /** What jOOQ makes sure of before its first statement is never what a rendering ends at. */
    private static final Map<String, Object> VERSION = Map.of(
            "getDatabaseMajorVersion",
            Integer.MAX_VALUE,
            "getDatabaseMinorVersion",
            0,
            "getDatabaseProductVersion",
            "");

    /** What gives rows, as far as that can be told from the text. */
    private static final Pattern QUERY = Pattern.compile(
            "^(?:\\s|--[^\n]*\n|/\\*.*?\\*/|\\()*+"
                    + "(?:(?:select|values|table|show|explain|fetch)\\b|with\\b(?!.*\\b(?:insert|update|delete|merge)\\b))"
                    + "|\\breturning\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final int rows;
    private final Ending ending;
    private final String prepared;
    private boolean autoCommit;
    private int batched;

    private NoDatabase(int rows, boolean autoCommit, Ending ending, String prepared) {
        this.rows = rows;
        this.ending = ending;
        this.autoCommit = autoCommit;
        this.prepared = prepared;
    }

    /**
     * Gives one.
     *
     * @param rows how many rows every statement changes
     * @param autoCommit whether each statement is a transaction
     * @param ending hears of who is stopped
     */
    static Connection changing(int rows, boolean autoCommit, Ending ending) {
        return proxy(Connection.class, new NoDatabase(rows, autoCommit, ending, ""));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "addBatch" -> batched++;
            case "execute" -> {
                return QUERY.matcher(text(arguments)).find();
            }
            case "executeUpdate", "getUpdateCount" -> {
                return rows;
            }
            case "executeLargeUpdate", "getLargeUpdateCount" -> {
                return (long) rows;
            }
            case "executeBatch" -> {
                return batch();
            }
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "setAutoCommit" -> autoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
            default -> {
                return other(proxy, method, text(arguments));
            }
        }
        return null;
    }

    private String text(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : prepared;
    }

    private @Nullable Object other(Object proxy, Method method, String sql) {
        Class<?> type = method.getReturnType();
        if (proxy instanceof DatabaseMetaData && VERSION.containsKey(method.getName()) && Senders.isJooq()) {
            return VERSION.get(method.getName());
        }
        if (type == Savepoint.class
                || (type == DatabaseMetaData.class && proxy instanceof Connection)
                || (Statement.class.isAssignableFrom(type) && type != CallableStatement.class)) {
            return proxy(type, new NoDatabase(rows, autoCommit, ending, sql));
        }
        if (type == void.class || NOTHING_TO_TELL.contains(method.getName())) {
            return type == boolean.class ? false : null;
        }
        throw ending.of(Unscriptable.answer(method.getName()));
    }

    private int[] batch() {
        int[] counts = new int[batched];
        Arrays.fill(counts, rows);
        batched = 0;
        return counts;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(NoDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
