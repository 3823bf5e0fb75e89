// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.sql.Literals;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement as a migration sees it: counts what is executed, keeps what failed, and tells what came of the rest. */
final class GuardedStatement implements InvocationHandler {

    /** What a statement is asked for that only the server knows, or that changes what it gets. */
    private static final Set<String> ANSWERS = Set.of(
            "executeQuery",
            "getResultSet",
            "getGeneratedKeys",
            "getMetaData",
            "getParameterMetaData",
            "registerOutParameter",
            "setEscapeProcessing");

    /** What jOOQ asks after each statement, and another asks to know. */
    private static final Set<String> COUNTS = Set.of("getUpdateCount", "getLargeUpdateCount");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Connection guard;
    private final Statement statement;
    private final String prepared;
    private final Statements statements;
    private final BoundValues bound = new BoundValues();
    private final List<Rendered> batch = new ArrayList<>();

    GuardedStatement(Connection guard, Statement statement, String prepared, Statements statements) {
        this.guard = guard;
        this.statement = statement;
        this.prepared = prepared;
        this.statements = statements;
    }

    /** A batch of texts takes no parameters, so that jOOQ writes the values into them. */
    private record Rendered(String sql, List<String> bound, boolean inlined) {

        String kept(StatementWatch watch) {
            return inlined && !watch.isWithValues() ? Literals.masked(sql) : sql;
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        switch (name) {
            case "getConnection" -> {
                return guard;
            }
            case "unwrap" -> {
                if (GuardedConnection.isAskedFor(proxy, arguments)) {
                    return proxy;
                }
                statements.answered();
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "addBatch" -> batch.add(new Rendered(sql(arguments), List.copyOf(bound.all()), arguments != null));
            case "clearBatch" -> batch.clear();
            case "clearParameters" -> bound.clear();
            default -> note(name, arguments);
        }
        if (name.startsWith("execute")) {
            return guarded(proxy, execute(method, arguments));
        }
        return guarded(proxy, GuardedConnection.call(statement, method, arguments));
    }

    private @Nullable Object execute(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        List<Rendered> entries = List.of(new Rendered(sql(arguments), List.copyOf(bound.all()), false));
        if (method.getName().endsWith("Batch")) {
            entries = List.copyOf(batch);
            batch.clear();
        }
        statements.sent(entries.stream().map(Rendered::sql).toList());
        entries.forEach(entry -> statements.rendered(entry.sql(), entry.bound()));
        statements.insistOnNoAnswer();
        long start = statements.watch().begins(kept(entries));
        try {
            Object result = GuardedConnection.call(statement, method, arguments);
            if (statements.watch().isOn()) {
                went(entries, result, StatementWatch.since(start));
            }
            return result;
        } catch (SQLException e) {
            failed(entries, e, StatementWatch.since(start));
            throw e;
        }
    }

    private List<String> kept(List<Rendered> entries) {
        return statements.watch().isOn()
                ? entries.stream().map(entry -> entry.kept(statements.watch())).toList()
                : List.of();
    }

    /** Of a batch, the first has the time of all: the driver sends them together. */
    private void went(List<Rendered> entries, @Nullable Object result, Duration time) throws SQLException {
        for (int i = 0; i < entries.size(); i++) {
            statements
                    .watch()
                    .went(
                            entries.get(i).kept(statements.watch()),
                            entries.get(i).bound(),
                            rows(result, i),
                            i == 0 ? time : Duration.ZERO);
        }
    }

    private OptionalLong rows(@Nullable Object result, int index) throws SQLException {
        long rows = -1;
        if (result instanceof int[] counts) {
            rows = counts[index];
        } else if (result instanceof long[] counts) {
            rows = counts[index];
        } else if (result instanceof Number count) {
            rows = count.longValue();
        } else if (Boolean.FALSE.equals(result)) {
            rows = statement.getUpdateCount();
        }
        return rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows);
    }

    private @Nullable Object guarded(Object proxy, @Nullable Object result) {
        return result instanceof ResultSet rows
                ? GuardedRows.of(rows, (Statement) proxy, statements.watch().counting())
                : result;
    }

    private void failed(List<Rendered> entries, SQLException thrown, Duration time) {
        statements.answered();
        if (entries.isEmpty()) {
            return;
        }
        int place = thrown instanceof BatchUpdateException ? place(thrown, entries.size()) : 0;
        Rendered which = entries.get(place);
        statements.failed(which.sql(), BoundValues.plain(which.bound()));
        if (statements.watch().isOn()) {
            entries.subList(0, place)
                    .forEach(before -> statements
                            .watch()
                            .went(
                                    before.kept(statements.watch()),
                                    before.bound(),
                                    OptionalLong.empty(),
                                    Duration.ZERO));
            statements.watch().failed(which.kept(statements.watch()), which.bound(), time, thrown);
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
        } else if (COUNTS.contains(name) && !Senders.isJooq()) {
            statements.insistOnNoAnswer();
        }
    }

    private String sql(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : prepared;
    }
}
