// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Finds out what a migration sends, by running it against no database. */
final class Rendering {

    /** Backfills go on until nothing is left to do, which against nothing may be never. */
    private static final int MOST_STATEMENTS = 100_000;

    /** Without a server to wait for, who takes longer waits for something else. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Body body;
    private final boolean transactional;
    private final MigrationParameters parameters;
    private final Cancellation cancellation;

    Rendering(Body body, boolean transactional, MigrationParameters parameters, Cancellation cancellation) {
        this.body = body;
        this.transactional = transactional;
        this.parameters = parameters;
        this.cancellation = cancellation;
    }

    /** Loads what is rendered: a new instance each time, as it may remember. */
    @FunctionalInterface
    interface Body {
        StepBody load() throws Exception;
    }

    /**
     * What came of running it.
     *
     * @param sent how many statements it sent
     * @param sqlFingerprint the fingerprint of them, where none depends on an answer
     * @param end what it ended with; nothing where it went through
     */
    record Outcome(int sent, Optional<String> sqlFingerprint, Optional<Throwable> end) {}

    /**
     * Gives the fingerprint of what the way forward sends, where it sends the same whether every statement changes no row or
     * one, and wants no other answer.
     */
    Optional<String> sqlFingerprint() {
        Outcome nothing = render(true, 0, MOST_STATEMENTS, Statements.Before.NOTHING, Recorder.NONE);
        return nothing.sqlFingerprint().isEmpty()
                ? Optional.empty()
                : render(true, 1, nothing.sent(), Statements.Before.NOTHING, Recorder.NONE)
                        .sqlFingerprint()
                        .filter(nothing.sqlFingerprint().get()::equals);
    }

    /** Hands on what one way sends, until it wants an answer. */
    void send(boolean up, Statements.Before to) {
        render(up, 0, MOST_STATEMENTS, to, Recorder.NONE);
    }

    /**
     * Has one way written down, until it wants an answer.
     *
     * @param up which way
     * @param rows how many rows each statement changes
     * @param recorder what writes it down
     */
    Outcome record(boolean up, int rows, Recorder recorder) {
        return render(up, rows, MOST_STATEMENTS, Statements.Before.NOTHING, recorder);
    }

    /** In a thread of its own, which can be left to itself: nothing forces a body to end. */
    private Outcome render(boolean up, int rows, int most, Statements.Before to, Recorder recorder) {
        Statements statements = new Statements(cancellation, new Limit(most, to), recorder, StatementWatch.OFF);
        AtomicReference<Optional<Throwable>> end = new AtomicReference<>();
        Thread thread = new Thread(() -> end.set(run(up, rows, statements)), "migrator-rendering");
        thread.setDaemon(true);
        thread.start();
        try {
            await(thread);
        } finally {
            statements.end();
            thread.interrupt();
        }
        Optional<Throwable> ended = end.get();
        if (ended == null) {
            return new Outcome(0, Optional.empty(), Optional.of(new NoDatabase.NeedsAnswer("what it waits for")));
        }
        if (ended.isPresent()) {
            statements.answered();
        }
        return new Outcome(statements.count(), statements.sqlFingerprint(), ended);
    }

    private Optional<Throwable> run(boolean up, int rows, Statements statements) {
        try {
            body.load().run(up, NoDatabase.changing(rows, !transactional), parameters, statements);
            return Optional.empty();
        } catch (Exception | Error needsAnswer) {
            return Optional.of(needsAnswer);
        }
    }

    private void await(Thread thread) {
        long start = System.nanoTime();
        try {
            while (thread.isAlive() && System.nanoTime() - start < LONGEST.toNanos()) {
                thread.join(BETWEEN_LOOKS.toMillis());
                cancellation.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a rendering that goes on and on. */
    private static final class Limit implements Statements.Before {

        private final Statements.Before next;
        private int left;

        Limit(int most, Statements.Before next) {
            this.left = most;
            this.next = next;
        }

        @Override
        public void statement(String sql) throws SQLException {
            left--;
            if (left < 0) {
                throw new NoDatabase.NeedsAnswer("when to stop");
            }
            next.statement(sql);
        }
    }
}
