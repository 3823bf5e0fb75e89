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
import org.jspecify.annotations.Nullable;

/**
 * A connection to nothing. Every statement succeeds and changes one number of rows; who wants to know anything else is
 * stopped by a {@link NeedsAnswer}.
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

    private final int rows;
    private int batched;

    private NoDatabase(int rows) {
        this.rows = rows;
    }

    static Connection changing(int rows) {
        return proxy(Connection.class, new NoDatabase(rows));
    }

    /** Thrown at who asks for more than nothing can answer; an error, since migrations may catch exceptions. */
    static final class NeedsAnswer extends Error {

        private static final long serialVersionUID = 1L;

        NeedsAnswer(String what) {
            super("without a database there is no answer to " + what, null, false, false);
        }
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
                return false;
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
                return false;
            }
            default -> {
                return other(proxy, method);
            }
        }
        return null;
    }

    private @Nullable Object other(Object proxy, Method method) {
        Class<?> type = method.getReturnType();
        if (proxy instanceof DatabaseMetaData && VERSION.containsKey(method.getName())) {
            return VERSION.get(method.getName());
        }
        if (type == Savepoint.class
                || (type == DatabaseMetaData.class && proxy instanceof Connection)
                || (Statement.class.isAssignableFrom(type) && type != CallableStatement.class)) {
            return proxy(type, new NoDatabase(rows));
        }
        if (type == void.class || NOTHING_TO_TELL.contains(method.getName())) {
            return type == boolean.class ? false : null;
        }
        throw new NeedsAnswer(method.getName());
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
