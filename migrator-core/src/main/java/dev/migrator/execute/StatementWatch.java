// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.revision.SentStatement;
import dev.migrator.sql.Redaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells on each statement of a step once it is known what came of it: at the latest when the next is sent, or the step
 * ends. It is on where somebody hears; else nothing is looked at.
 */
final class StatementWatch {

    /** Hears nothing. */
    static final StatementWatch OFF = new StatementWatch(false, sql -> {}, Optional.empty());

    /** How much of a statement or a value is told, in characters. */
    static final int LONGEST = 10_000;

    /** After these, the calls of {@code next()} say nothing of how many rows there were. */
    private static final Set<String> JUMPS =
            Set.of("absolute", "relative", "first", "last", "beforeFirst", "afterLast", "previous");

    private final boolean withValues;
    private final Consumer<String> starts;
    private final Optional<Consumer<SentStatement>> hears;
    private int told;
    private Optional<Pending> pending = Optional.empty();

    private StatementWatch(boolean withValues, Consumer<String> starts, Optional<Consumer<SentStatement>> hears) {
        this.withValues = withValues;
        this.starts = starts;
        this.hears = hears;
    }

    /**
     * Watches one try of a step.
     *
     * @param withValues whether the values of parameters are told, too
     * @param starts hears of each statement before it is sent, as it is
     * @param hears hears what came of each, in order
     */
    static StatementWatch of(boolean withValues, Consumer<String> starts, Consumer<SentStatement> hears) {
        return new StatementWatch(withValues, starts, Optional.of(hears));
    }

    boolean isOn() {
        return hears.isPresent();
    }

    boolean isWithValues() {
        return withValues;
    }

    /** Statements are about to be sent together; gives when, in nanoseconds. */
    long begins(List<String> batch) {
        if (!isOn()) {
            return 0;
        }
        flush();
        batch.forEach(starts);
        return System.nanoTime();
    }

    /** A statement went through. */
    synchronized void went(String sql, Collection<String> bound, OptionalLong rows, Duration time) {
        if (!isOn()) {
            return;
        }
        flush();
        pending = Optional.of(new Pending(sql, List.copyOf(bound), rows, time));
        if (rows.isPresent()) {
            flush();
        }
    }

    /** A statement failed. */
    synchronized void failed(String sql, Collection<String> bound, Duration time, SQLException why) {
        if (!isOn()) {
            return;
        }
        flush();
        String state = why.getSQLState() == null || why.getSQLState().isEmpty() ? "?????" : why.getSQLState();
        tell(new Pending(sql, List.copyOf(bound), OptionalLong.empty(), time), state);
    }

    /** Since a moment that {@link #begins} gave. */
    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The last statement gave rows; gives what counts how many are fetched. */
    synchronized GuardedRows.Calls counting() {
        return pending.<GuardedRows.Calls>map(which -> (method, result) -> fetched(which, method, result))
                .orElse((method, result) -> {});
    }

    private synchronized void fetched(Pending which, String method, @Nullable Object result) {
        if (pending.filter(which::equals).isEmpty()) {
            return;
        }
        if (JUMPS.contains(method)) {
            flush();
        } else if (method.equals("next") && Boolean.TRUE.equals(result)) {
            which.fetched++;
        } else if (method.equals("next") || method.equals("close")) {
            which.rows = OptionalLong.of(which.fetched);
            flush();
        }
    }

    /** Tells on what waits for its rows; of which nobody knows any more how many they are. */
    synchronized void flush() {
        Optional<Pending> last = pending;
        pending = Optional.empty();
        last.ifPresent(which -> tell(which, ""));
    }

    private void tell(Pending which, String error) {
        if (hears.isEmpty()) {
            return;
        }
        Redaction redaction = Redaction.of(which.sql, BoundValues.plain(which.bound));
        told++;
        hears.get()
                .accept(new SentStatement(
                        told,
                        storable(redaction.statement()),
                        withValues
                                ? redaction.values().stream()
                                        .map(StatementWatch::storable)
                                        .toList()
                                : List.of(),
                        which.rows,
                        which.time,
                        error));
    }

    /** What may be told of a statement before it is sent. */
    static String told(String sql) {
        return storable(Redaction.of(sql).statement());
    }

    /** PostgreSQL has no text with a NUL in it. */
    private static String storable(String text) {
        return (text.length() <= LONGEST
                        ? text
                        : text.substring(0, LONGEST) + " … (" + (text.length() - LONGEST) + " more characters)")
                .replace('\0', '\uFFFD');
    }

    /** A statement that was sent, and of which it may not be known yet how many rows it gives. */
    private static final class Pending {

        private final String sql;
        private final List<String> bound;
        private final Duration time;
        private OptionalLong rows;
        private long fetched;

        Pending(String sql, List<String> bound, OptionalLong rows, Duration time) {
            this.sql = sql;
            this.bound = bound;
            this.rows = rows;
            this.time = time;
        }
    }
}
