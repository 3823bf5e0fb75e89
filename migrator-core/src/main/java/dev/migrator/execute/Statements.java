// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What a migration has sent so far. Not thread-safe: one step, one thread. */
final class Statements {

    private final Cancellation cancellation;
    private final Before before;
    private final Recorder recorder;
    private final StatementWatch watch;
    private final Senders senders;
    private final SqlDigest digest = new SqlDigest();
    private volatile boolean ended;
    private int sent;
    private String failed = "";
    private List<String> bound = List.of();
    private String source = "";

    Statements(Cancellation cancellation, Before before, Recorder recorder, StatementWatch watch, Senders senders) {
        this.cancellation = cancellation;
        this.before = before;
        this.recorder = recorder;
        this.watch = watch;
        this.senders = senders;
    }

    /** Hears what came of each. */
    StatementWatch watch() {
        return watch;
    }

    /** What is done before each is sent. */
    Before before() {
        return before;
    }

    /** What is done before a statement is sent. */
    @FunctionalInterface
    interface Before {

        /** Nothing. */
        Before NOTHING = sql -> {};

        void statement(String sql) throws SQLException;
    }

    /** Before each statement is the last moment to end without it. */
    void sent(List<String> batch) throws SQLException {
        if (ended) {
            throw new SQLException(
                    "the step that this connection was given to has ended, so that it sends nothing more;"
                            + " a migration must wait for what it starts");
        }
        cancellation.check();
        for (String sql : Set.copyOf(batch)) {
            before.statement(sql);
        }
        failed = "";
        bound = List.of();
        sent += batch.size();
    }

    /** A statement of which all is known that the server gets. */
    void rendered(String sql, Collection<String> bound) {
        digest.add(sql, bound);
        recorder.statement(sql, bound);
    }

    /** What is asked of the connection itself, such as another schema or the way back to a savepoint. */
    void commanded(String command, List<?> arguments) {
        digest.add(command, arguments.stream().map(Statements::named).toList());
        recorder.command(command, arguments);
        if (watch.isOn()) {
            String what = arguments.stream().map(Statements::named).collect(Collectors.joining(", "));
            String told = "-- " + (command + " " + what).strip();
            watch.begins(List.of(told));
            watch.went(told, List.of(), OptionalLong.empty(), Duration.ZERO);
        }
    }

    private static String named(Object argument) {
        return argument instanceof Savepoint ? "savepoint" : String.valueOf(argument);
    }

    /** Looks, once a statement is recorded, whether its sender makes something of what comes of it. */
    void insistOnNoAnswer() {
        if (digest.isKnown()) {
            senders.whyItDepends().ifPresent(why -> {
                answered();
                recorder.depends(why);
            });
        }
    }

    /** From here on, what is sent may depend on what the server said. */
    void answered() {
        digest.giveUp();
    }

    /** Gives the fingerprint of all that was sent, once; nothing where it depends on answers. */
    Optional<String> sqlFingerprint() {
        return digest.fingerprint();
    }

    /** The connection belongs to another step from here on; who still has it, maybe in another thread, is refused. */
    void end() {
        ended = true;
    }

    void failed(String sql, Collection<String> values) {
        failed = sql;
        bound = List.copyOf(values);
    }

    /** Failed on a line that is known, as {@code create_users.sql:12}. */
    void failed(String sql, String line) {
        failed = sql;
        source = line;
    }

    int count() {
        return sent;
    }

    /** The last statement, where it failed; else empty. */
    String lastFailed() {
        return failed;
    }

    /** The values of its parameters. */
    List<String> lastBound() {
        return bound;
    }

    /** The line of a script on which the last statement failed; else empty. */
    String source() {
        return source;
    }
}
