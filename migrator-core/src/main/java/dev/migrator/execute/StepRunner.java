// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Entry;
import dev.migrator.ledger.Ledger;
import dev.migrator.ledger.Prints;
import dev.migrator.migration.MigrationParameters;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepFailure.Aftermath;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionDescriptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs one step and writes its record: in one transaction, or around it where the step has none. */
final class StepRunner {

    /** The class of SQLSTATEs for a connection that broke. */
    private static final String CONNECTION_EXCEPTION = "08";

    private final Session session;
    private final Connection connection;
    private final InvalidIndexes indexes;
    private final RunLock lock;
    private final Ledger.Writer ledger;
    private final LoadedPlan loaded;
    private final MigrationParameters parameters;
    private final Cancellation cancellation;

    StepRunner(
            Session session,
            RunLock lock,
            Ledger.Writer ledger,
            LoadedPlan loaded,
            MigrationParameters parameters,
            Cancellation cancellation) {
        this.session = session;
        this.connection = session.connection();
        this.indexes = new InvalidIndexes(connection);
        this.lock = lock;
        this.ledger = ledger;
        this.loaded = loaded;
        this.parameters = parameters;
        this.cancellation = cancellation;
    }

    /** How a step ended. */
    sealed interface Outcome {

        /** It is done, and committed. */
        record Done(StepResult result) implements Outcome {}

        /** It failed, and what could be undone is. */
        record Failed(StepFailure failure) implements Outcome {}
    }

    /** What an earlier step did to the session is undone first: afterwards it could only be told as this step's failure. */
    Outcome run(Step step) {
        RevisionDescriptor revision = MigrationLoader.runs(step).orElseThrow();
        boolean clears = !revision.transactional() && revision.rerunnable();
        Clock clock = new Clock(
                step, new Statements(cancellation, clears ? indexes::clearTheWayFor : Statements.Before.NOTHING));
        try {
            cancellation.check();
            session.reset();
            lock.insistOnHolding();
            if (revision.transactional()) {
                inTransaction(step, clock);
            } else {
                outsideTransaction(step, clock);
            }
            return new Outcome.Done(new StepResult(step, clock.elapsed(), clock.statements.count()));
        } catch (Exception | Error e) {
            return failed(clock, e);
        }
    }

    private void inTransaction(Step step, Clock clock) throws Exception {
        connection.setAutoCommit(false);
        StepTransaction transaction = StepTransaction.begin(session);
        try {
            run(step, clock.statements);
            transaction.insistOnBeing();
        } catch (Exception | Error e) {
            clock.aftermath = transaction.hasEscaped() ? Aftermath.ESCAPED : Aftermath.ROLLED_BACK;
            throw e;
        }
        ledger.record(step, clock.entry(Entry.Outcome.DONE, ""), prints(step, clock));
        commit(clock);
        connection.setAutoCommit(true);
    }

    /** A connection that is lost while the server commits leaves open whether it did. */
    private void commit(Clock clock) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(CONNECTION_EXCEPTION)) {
                clock.aftermath = Aftermath.UNKNOWN;
            }
            throw e;
        }
    }

    private void outsideTransaction(Step step, Clock clock) throws Exception {
        clock.invalidBefore = Optional.of(indexes.all());
        session.transaction(() -> ledger.begin(step, clock.operation()));
        clock.aftermath = Aftermath.INTERRUPTED;
        run(step, clock.statements);
        session.reset();
        session.transaction(() -> ledger.record(step, clock.entry(Entry.Outcome.DONE, ""), prints(step, clock)));
    }

    private Prints prints(Step step, Clock clock) {
        return step.isUp() ? new Prints(loaded.prints(step).code(), clock.statements.sqlFingerprint()) : Prints.NONE;
    }

    private void run(Step step, Statements statements) throws Exception {
        try (Cancellation.Body running = cancellation.begin(connection)) {
            loaded.body(step).run(step.isUp(), running.connection(), parameters, statements);
        }
        // A migration may have swallowed what its cancelled statement threw.
        cancellation.check();
    }

    /** The failure goes into the history in a transaction of its own; where that fails too, it is not lost either. */
    private Outcome failed(Clock clock, Throwable thrown) {
        Throwable cause = cancellation.explained(thrown);
        StepFailure failure = Failures.of(clock.step, cause, clock.statements, clock.aftermath);
        session.abandon(cause);
        try {
            session.reset();
            failure = failure.leavingBehind(invalidSince(clock));
            ledger.append(clock.entry(Entry.Outcome.FAILED, failure.reason()));
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return new Outcome.Failed(failure);
    }

    private List<String> invalidSince(Clock clock) throws SQLException {
        if (clock.invalidBefore.isEmpty()) {
            return List.of();
        }
        Set<String> now = indexes.all();
        now.removeAll(clock.invalidBefore.get());
        return List.copyOf(now);
    }

    /** Measures one step. */
    private static final class Clock {

        private final Step step;
        private final Statements statements;
        private final long start = System.nanoTime();
        /** The invalid indexes that were there before; nothing where none can come of it. */
        private Optional<Set<String>> invalidBefore = Optional.empty();
        /** What a failure at this point comes to. */
        private Aftermath aftermath = Aftermath.ROLLED_BACK;

        Clock(Step step, Statements statements) {
            this.step = step;
            this.statements = statements;
        }

        Operation operation() {
            return step.isUp() ? Operation.UPGRADE : Operation.DOWNGRADE;
        }

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        Entry entry(Entry.Outcome outcome, String error) {
            return Entry.of(step.id(), operation(), outcome)
                    .taking(elapsed().toMillis(), statements.count())
                    .because(error);
        }
    }
}
