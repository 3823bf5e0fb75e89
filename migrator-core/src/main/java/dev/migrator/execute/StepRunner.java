// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Around;
import dev.migrator.ledger.Entry;
import dev.migrator.ledger.LedgerWriteException;
import dev.migrator.ledger.LedgerWriter;
import dev.migrator.ledger.Prints;
import dev.migrator.migration.MigrationParameters;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepFailure.Aftermath;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Step;
import dev.migrator.revision.SentStatement;
import dev.migrator.sql.SqlTexts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** Runs one step and writes its record: in one transaction, or around it where the step has none. */
final class StepRunner {

    /** How the SQLSTATEs begin for a connection that broke, and for a server that ends it. */
    private static final List<String> LOST = List.of("08", "57P");

    private final Session session;
    private final Connection connection;
    private final InvalidIndexes indexes;
    private final RunLock lock;
    private final LedgerWriter ledger;
    private final LoadedPlan loaded;
    private final MigrationParameters parameters;
    private final Cancellation cancellation;
    private final StatementRules rules;
    private final WaysBack waysBack;
    private final CommitEffects commitEffects;

    StepRunner(
            Session session,
            RunLock lock,
            LedgerWriter ledger,
            LoadedPlan loaded,
            MigrationParameters parameters,
            Cancellation cancellation,
            StatementRules rules) {
        this.session = session;
        this.connection = session.connection();
        this.indexes = new InvalidIndexes(connection);
        this.lock = lock;
        this.ledger = ledger;
        this.loaded = loaded;
        this.parameters = parameters;
        this.cancellation = cancellation;
        this.rules = rules;
        this.commitEffects = new CommitEffects(connection);
        this.waysBack = new WaysBack(loaded::wayBack, loaded.senders(), parameters, cancellation);
    }

    /** How a step ended. */
    sealed interface Outcome {

        /** All is done, and committed. */
        record Done(List<StepResult> results) implements Outcome {}

        /** It failed, and what could be undone is. */
        record Failed(StepFailure failure) implements Outcome {}
    }

    Outcome run(Step step) {
        StepClock clock = clock(step, Aftermath.ROLLED_BACK);
        try {
            if (step.isTransactional()) {
                inTransaction(clock);
            } else {
                outsideTransaction(clock);
            }
            return new Outcome.Done(List.of(clock.result()));
        } catch (Exception | Error e) {
            return failed(List.of(clock), e);
        }
    }

    /**
     * Runs steps in one transaction: all of them are done, or none is.
     *
     * @param begins hears of each step that begins, by its place from 0
     */
    Outcome runTogether(List<Step> steps, IntConsumer begins) {
        List<StepClock> clocks = new ArrayList<>();
        try {
            for (Step step : steps) {
                clocks.add(clock(step, Aftermath.ALL_ROLLED_BACK));
                begins.accept(clocks.size() - 1);
                within(clocks.get(clocks.size() - 1));
            }
            commit(clocks.get(clocks.size() - 1), connection::commit);
            connection.setAutoCommit(true);
            return new Outcome.Done(clocks.stream().map(StepClock::result).toList());
        } catch (Exception | Error e) {
            return failed(clocks, e);
        }
    }

    /** One try of a step in a transaction that is rolled back whatever comes of it. */
    StepClock rehearsing(Step step) {
        return clock(step, Aftermath.REHEARSED, sql -> {
            if (SqlTexts.controlTransaction(sql)) {
                throw new SQLException("a dry run is rolled back as a whole, and so sends nothing that begins or ends a"
                        + " transaction; a run would tell it as a mistake, too");
            }
            commitEffects.sending(sql);
        });
    }

    /**
     * Runs a step within a transaction that is open and goes on, and checks what its COMMIT would.
     *
     * @throws Exception where it fails
     */
    void rehearse(StepClock clock) throws Exception {
        within(clock);
        new DeferredConstraints(connection).check();
        commitEffects.take();
    }

    private StepClock clock(Step step, Aftermath aftermath) {
        boolean clears = MigrationLoader.runs(step)
                .filter(revision -> !revision.transactional() && revision.rerunnable())
                .isPresent();
        return clock(step, aftermath, clears ? indexes::clearTheWayFor : Statements.Before.NOTHING);
    }

    private StepClock clock(Step step, Aftermath aftermath, Statements.Before before) {
        StepStatements audit = StepStatements.of(step, rules);
        return new StepClock(
                step,
                new Statements(cancellation, before, Recorder.NONE, audit.watch(), loaded.senders()),
                audit,
                aftermath);
    }

    /** Before the step takes locks, and on no account of its own. */
    private void findWayBack(StepClock clock) {
        if (clock.step() instanceof Step.Upgrade up) {
            waysBack.of(up.revision());
            clock.restart();
        }
    }

    private void inTransaction(StepClock clock) throws Exception {
        StepTransaction transaction = begun(clock);
        if (clock.audit().kept().isEmpty()) {
            commit(clock, () -> record(clock, transaction, "commit"));
        } else {
            record(clock, transaction, "");
            keep(clock);
            commit(clock, connection::commit);
        }
        connection.setAutoCommit(true);
    }

    /** In a transaction that goes on. */
    private void within(StepClock clock) throws Exception {
        record(clock, begun(clock), "");
        keep(clock);
    }

    /** Gives the transaction in which its migration has run. */
    private StepTransaction begun(StepClock clock) throws Exception {
        findWayBack(clock);
        cancellation.check();
        StepTransaction transaction = StepTransaction.begin(session, lock);
        try {
            run(clock);
        } catch (Exception | Error e) {
            if (transaction.hasEscaped()) {
                clock.nowFailureMeans(Aftermath.ESCAPED);
            }
            throw e;
        }
        return transaction;
    }

    private void record(StepClock clock, StepTransaction transaction, String after) throws SQLException {
        try {
            record(clock, transaction.around(after));
        } catch (LedgerWriteException e) {
            throw e;
        } catch (SQLException e) {
            if (transaction.isLost(e)) {
                clock.nowFailureMeans(Aftermath.ESCAPED);
                throw new TransactionEscapedException();
            }
            throw e;
        }
    }

    /** A connection that is lost while the server commits leaves open whether it did. */
    private void commit(StepClock clock, Session.Work committing) throws SQLException {
        try {
            committing.run();
        } catch (SQLException e) {
            if (LOST.stream().anyMatch(String.valueOf(e.getSQLState())::startsWith)) {
                clock.nowFailureMeans(Aftermath.UNKNOWN);
            }
            throw e;
        }
    }

    private void outsideTransaction(StepClock clock) throws Exception {
        findWayBack(clock);
        cancellation.check();
        session.reset();
        lock.insistOnHolding();
        clock.foundInvalid(indexes.all());
        session.transaction(() -> ledger.begin(clock.step(), clock.operation()));
        clock.nowFailureMeans(Aftermath.INTERRUPTED);
        run(clock);
        if (session.inTransaction()) {
            throw new TransactionLeftOpenException();
        }
        session.reset();
        session.transaction(() -> {
            record(clock, Around.NOTHING);
            keep(clock);
        });
    }

    private void record(StepClock clock, Around around) throws SQLException {
        Prints prints = clock.step() instanceof Step.Upgrade up
                ? new Prints(loaded.prints(up).code(), clock.statements().sqlFingerprint(), waysBack.of(up.revision()))
                : loaded.prints(clock.step());
        ledger.record(clock.step(), clock.entry(Entry.Outcome.DONE, ""), prints, around);
    }

    private void keep(StepClock clock) throws SQLException {
        List<SentStatement> kept = clock.audit().kept();
        if (!kept.isEmpty()) {
            ledger.keep(clock.step(), kept);
        }
    }

    private void run(StepClock clock) throws Exception {
        if (MigrationLoader.runs(clock.step()).isEmpty()) {
            return;
        }
        try (Cancellation.Body running = cancellation.begin(connection)) {
            Step step = clock.step();
            loaded.body(step).run(step.isUp(), running.connection(), parameters, clock.statements());
        } finally {
            clock.audit().watch().flush();
        }
        // A migration may have swallowed what its cancelled statement threw.
        cancellation.check();
    }

    /**
     * The failure goes into the history in a transaction of its own; where that fails too, it is not lost either.
     *
     * @param tried the step that failed, and before it those that were rolled back with it
     */
    private Outcome failed(List<StepClock> tried, Throwable thrown) {
        StepClock clock = tried.get(tried.size() - 1);
        Throwable cause = cancellation.explained(thrown);
        StepFailure failure = Failures.of(clock.step(), cause, clock.statements(), clock.aftermath());
        session.abandon(cause);
        try {
            session.reset();
            failure = failure.leavingBehind(invalidSince(clock));
            append(clock.entry(Entry.Outcome.FAILED, failure.reason()), tried);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return new Outcome.Failed(failure);
    }

    /** A statement that PostgreSQL cannot keep must not cost the entry. */
    private void append(Entry failed, List<StepClock> tried) throws SQLException {
        ledger.append(failed);
        session.transaction(() -> {
            for (StepClock each : tried) {
                keep(each);
            }
        });
    }

    private List<String> invalidSince(StepClock clock) throws SQLException {
        if (clock.invalidBefore().isEmpty()) {
            return List.of();
        }
        Set<String> now = indexes.all();
        now.removeAll(clock.invalidBefore().get());
        return List.copyOf(now);
    }
}
