// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Finds out what a migration sends, by running it against no database. */
final class Rendering {

    /** Backfills go on until nothing is left to do, which against nothing may be never. */
    private static final int MOST_STATEMENTS = 100_000;

    /** Without a server to wait for, who takes longer waits for something else. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Body body;
    private final MigrationParameters parameters;
    private final Cancellation cancellation;

    Rendering(Body body, MigrationParameters parameters, Cancellation cancellation) {
        this.body = body;
        this.parameters = parameters;
        this.cancellation = cancellation;
    }

    /** Loads what is rendered: a new instance each time, as it may remember. */
    @FunctionalInterface
    interface Body {
        StepBody load() throws Exception;
    }

    /**
     * Gives the fingerprint of what the way forward sends, where it sends the same whether every statement changes no row or
     * one, and wants no other answer.
     */
    Optional<String> sqlFingerprint() {
        Statements nothing = render(true, 0, new Limit(MOST_STATEMENTS, Statements.Before.NOTHING));
        Optional<String> fingerprint = nothing.sqlFingerprint();
        if (fingerprint.isEmpty()) {
            return fingerprint;
        }
        Limit same = new Limit(nothing.count(), Statements.Before.NOTHING);
        return render(true, 1, same).sqlFingerprint().filter(fingerprint.get()::equals);
    }

    /** Hands on what one way sends, until it wants an answer. */
    void send(boolean up, Statements.Before to) {
        render(up, 0, new Limit(MOST_STATEMENTS, to));
    }

    /** In a thread of its own, which can be left to itself: nothing forces a body to end. */
    private Statements render(boolean up, int rows, Limit limit) {
        Statements statements = new Statements(cancellation, limit);
        AtomicBoolean whole = new AtomicBoolean();
        Thread thread = new Thread(() -> whole.set(isWhole(up, rows, statements)), "migrator-rendering");
        thread.setDaemon(true);
        thread.start();
        try {
            await(thread);
        } finally {
            statements.end();
            thread.interrupt();
        }
        if (thread.isAlive()) {
            return Statements.unknown();
        }
        if (!whole.get()) {
            statements.answered();
        }
        return statements;
    }

    private boolean isWhole(boolean up, int rows, Statements statements) {
        try {
            body.load().run(up, NoDatabase.changing(rows), parameters, statements);
            return true;
        } catch (Exception | Error needsAnswer) {
            return false;
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
                throw new NoDatabase.NeedsAnswer(sql);
            }
            next.statement(sql);
        }
    }
}
