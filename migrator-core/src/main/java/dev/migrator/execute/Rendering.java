// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Finds out what a migration sends, by running it against no database. */
final class Rendering {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final Body body;
    private final boolean transactional;
    private final Conditions conditions;

    Rendering(Body body, boolean transactional, Conditions conditions) {
        this.body = body;
        this.transactional = transactional;
        this.conditions = conditions;
    }

    /**
     * How much of a body is rendered. Backfills go on until nothing is left to do, which against nothing may be never, and
     * who takes long without a server to wait for waits for something else.
     *
     * @param longestWait how long it may wait, all together
     * @param longestWork how long it may do something else; a machine that does not get to it is not held against it
     * @param mostStatements how many statements it may send
     */
    record Limits(Duration longestWait, Duration longestWork, int mostStatements) {

        /** Where somebody wants to know. */
        static final Limits ASKED_FOR = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), 100_000);

        /** Where a run waits for it, in a JVM that may have loaded nothing of jOOQ. */
        static final Limits BESIDE_A_RUN = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 10_000);
    }

    /**
     * What all renderings have in common.
     *
     * @param parameters what migrations may ask for
     * @param senders looks at who sends
     * @param limits how much is rendered
     * @param cancellation ends it
     */
    record Conditions(MigrationParameters parameters, Senders senders, Limits limits, Cancellation cancellation) {}

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
     * @param overran whether it was ended at a limit
     */
    record Outcome(int sent, Optional<String> sqlFingerprint, Optional<Throwable> end, boolean overran) {}

    /**
     * Gives the fingerprint of what the way forward sends, where it sends the same whether every statement changes no row or
     * one, and wants no other answer.
     */
    Optional<String> sqlFingerprint() {
        int most = conditions.limits().mostStatements();
        Outcome nothing = render(true, 0, most, Statements.Before.NOTHING, Recorder.NONE);
        return nothing.sqlFingerprint().isEmpty()
                ? Optional.empty()
                : render(true, 1, nothing.sent(), Statements.Before.NOTHING, Recorder.NONE)
                        .sqlFingerprint()
                        .filter(nothing.sqlFingerprint().get()::equals);
    }

    /** Hands on what one way sends, until it wants an answer. */
    void send(boolean up, Statements.Before to) {
        render(up, 0, conditions.limits().mostStatements(), to, Recorder.NONE);
    }

    /**
     * Has one way written down, until it wants an answer.
     *
     * @param up which way
     * @param rows how many rows each statement changes
     * @param recorder what writes it down
     */
    Outcome record(boolean up, int rows, Recorder recorder) {
        return render(up, rows, conditions.limits().mostStatements(), Statements.Before.NOTHING, recorder);
    }

    /** In a thread of its own, which can be left to itself: nothing forces a body to end. */
    private Outcome render(boolean up, int rows, int most, Statements.Before to, Recorder recorder) {
        Ending ending = new Ending();
        Limit limit = new Limit(most, to, ending);
        Statements statements = new Statements(
                conditions.cancellation(),
                limit,
                new Strict(recorder, ending),
                StatementWatch.OFF,
                conditions.senders());
        AtomicReference<Optional<Throwable>> end = new AtomicReference<>(Optional.empty());
        Thread thread = new Thread(() -> end.set(run(up, rows, statements, ending)), "migrator-rendering");
        thread.setDaemon(true);
        thread.start();
        Optional<Unscriptable> late;
        try {
            late = await(thread);
        } finally {
            statements.end();
            thread.interrupt();
        }
        if (late.isPresent()) {
            pause(thread);
            return new Outcome(0, Optional.empty(), Optional.of(late.get()), true);
        }
        Optional<Throwable> ended = end.get();
        Optional<Throwable> reason =
                ending.reason().<Throwable>map(first -> first).or(() -> ended);
        if (reason.isPresent()) {
            statements.answered();
        }
        return new Outcome(statements.count(), statements.sqlFingerprint(), reason, limit.reached);
    }

    private Optional<Throwable> run(boolean up, int rows, Statements statements, Ending ending) {
        try {
            body.load().run(up, NoDatabase.changing(rows, !transactional, ending), conditions.parameters(), statements);
            return Optional.empty();
        } catch (Exception | Error needsAnswer) {
            return Optional.of(needsAnswer);
        }
    }

    /** Looks at it until it is done, or gives why nobody looks any longer. */
    private Optional<Unscriptable> await(Thread thread) {
        Duration waited = Duration.ZERO;
        Duration worked = Duration.ZERO;
        while (pause(thread)) {
            conditions.cancellation().check();
            boolean waits = WAITING.contains(thread.getState());
            waited = waits ? waited.plus(BETWEEN_LOOKS) : waited;
            worked = waits ? worked : worked.plus(BETWEEN_LOOKS);
            if (waited.compareTo(conditions.limits().longestWait()) > 0) {
                return Optional.of(late(thread, "waits", conditions.limits().longestWait()));
            }
            if (worked.compareTo(conditions.limits().longestWork()) > 0) {
                return Optional.of(late(thread, "works", conditions.limits().longestWork()));
            }
        }
        return Optional.empty();
    }

    /** Where it is says what for. */
    private static Unscriptable late(Thread thread, String does, Duration limit) {
        Unscriptable late =
                new Unscriptable("without a database it " + does + " for more than " + limit.toSeconds() + " s");
        late.setStackTrace(thread.getStackTrace());
        return late;
    }

    /** Whether it goes on. */
    private static boolean pause(Thread thread) {
        try {
            thread.join(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    /** Ends a rendering that goes on and on. */
    private static final class Limit implements Statements.Before {

        private final int most;
        private final Statements.Before next;
        private final Ending ending;
        private int left;
        private volatile boolean reached;

        Limit(int most, Statements.Before next, Ending ending) {
            this.most = most;
            this.left = most;
            this.next = next;
            this.ending = ending;
        }

        @Override
        public void statement(String sql) throws SQLException {
            ending.check();
            left--;
            if (left < 0) {
                reached = true;
                throw ending.of(new Unscriptable("without a database it sends more than " + most + " statements"));
            }
            next.statement(sql);
        }
    }

    /** Hands on what can be written down, and ends the rendering where that is no longer all. */
    private record Strict(Recorder next, Ending ending) implements Recorder {

        @Override
        public void statement(String sql, Collection<String> bound) {
            insist(() -> next.statement(sql, bound));
        }

        @Override
        public void command(String command, List<?> arguments) {
            insist(() -> next.command(command, arguments));
        }

        @Override
        public void depends(String why) {
            throw ending.of(new Unscriptable(why));
        }

        private void insist(Runnable recording) {
            ending.check();
            try {
                recording.run();
            } catch (Unscriptable end) {
                throw ending.of(end);
            }
        }
    }
}
