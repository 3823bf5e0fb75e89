// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Rows as a migration sees them: they lead back to the statement that it sent, and not past it. */
final class GuardedRows {

    private GuardedRows() {}

    /** Hears what was called, and what that gave. */
    @FunctionalInterface
    interface Calls {
        void called(String method, @Nullable Object result);
    }

    static ResultSet of(ResultSet rows, Statement statement, Calls calls) {
        return (ResultSet) Proxy.newProxyInstance(
                GuardedRows.class.getClassLoader(), new Class<?>[] {ResultSet.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "equals" -> {
                            return arguments != null && proxy == arguments[0];
                        }
                        case "getStatement" -> {
                            return statement;
                        }
                        case "unwrap" -> {
                            if (GuardedConnection.isAskedFor(proxy, arguments)) {
                                return proxy;
                            }
                        }
                        default -> {}
                    }
                    Object result = GuardedConnection.call(rows, method, arguments);
                    calls.called(method.getName(), result);
                    return result;
                });
    }
}
