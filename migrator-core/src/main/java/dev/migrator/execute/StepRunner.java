// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Around;
import dev.migrator.ledger.Entry;
import dev.migrator.ledger.LedgerWriter;
import dev.migrator.migration.MigrationParameters;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepFailure.Aftermath;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.sql.SqlTexts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final StepHooks hooks;
    private final WaysBack waysBack;
    private final CommitEffects commitEffects;
    private final PreconditionCheck preconditions;
    private final StepRecord record;

    StepRunner(
            Session session,
            RunLock lock,
            LedgerWriter ledger,
            LoadedPlan loaded,
            MigrationParameters parameters,
            Cancellation cancellation,
            StatementRules rules,
            StepHooks hooks) {
        this.session = session;
        this.connection = session.connection();
        this.indexes = new InvalidIndexes(connection);
        this.lock = lock;
        this.ledger = ledger;
        this.loaded = loaded;
        this.parameters = parameters;
        this.cancellation = cancellation;
        this.rules = rules;
        this.hooks = hooks;
        this.commitEffects = new CommitEffects(connection);
        this.preconditions = new PreconditionCheck(session, lock, cancellation);
        this.waysBack = new WaysBack(loaded::wayBack, loaded.senders(), parameters, cancellation);
        this.record = new StepRecord(session, ledger, loaded, waysBack, hooks);
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
     * Runs a plan in one transaction: all of it is done, or nothing is.
     *
     * @param plan the plan
     * @param begins hears of each step that begins, by its place from 0
     */
    Outcome runTogether(Plan plan, IntConsumer begins) {
        List<StepClock> clocks = new ArrayList<>();
        try {
            for (Step step : plan.inOrder()) {
                clocks.add(clock(step, Aftermath.ALL_ROLLED_BACK));
                begins.accept(clocks.size() - 1);
                within(clocks.get(clocks.size() - 1));
            }
            Optional<Entry> together = Entry.ofOneTransaction(plan);
            if (together.isPresent()) {
                ledger.append(together.get());
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
        record.before(clock, transaction);
        boolean last = clock.audit().kept().isEmpty()
                && clock.hooks(HookTime.AFTER_EACH).isEmpty();
        if (last) {
            commit(clock, () -> record.write(clock, transaction, "commit"));
        } else {
            record.write(clock, transaction, "");
            record.keep(clock);
            record.hooks(clock.hooks(HookTime.AFTER_EACH));
            commit(clock, connection::commit);
        }
        connection.setAutoCommit(true);
    }

    /** In a transaction that goes on. */
    private void within(StepClock clock) throws Exception {
        StepTransaction transaction = begun(clock);
        record.before(clock, transaction);
        record.write(clock, transaction, "");
        record.keep(clock);
        record.hooks(clock.hooks(HookTime.AFTER_EACH));
    }

    private void around(StepClock clock, HookTime when) throws Exception {
        for (StepHooks.Call call : hooks.around(clock.step(), when)) {
            Statements.Before guard = clock.aftermath() == Aftermath.REHEARSED
                    ? clock.statements().before()
                    : Statements.Before.NOTHING;
            StepClock own = clock(call.hook(), clock.aftermath(), guard);
            clock.begins(own, when);
            run(own, call.body());
            clock.ended(own, call.silent());
        }
    }

    /** Gives the transaction in which its migration has run. */
    private StepTransaction begun(StepClock clock) throws Exception {
        findWayBack(clock);
        cancellation.check();
        StepTransaction transaction = StepTransaction.begin(session, lock);
        try {
            if (clock.step() instanceof Step.Hook hook && hook.mayBeRemembered()) {
                ledger.owe(hook);
            }
            around(clock, HookTime.BEFORE_EACH);
            clock.foundUnmet(preconditions.unmet(clock));
            run(clock);
            around(clock, HookTime.AFTER_EACH);
        } catch (Exception | Error e) {
            if (transaction.hasEscaped()) {
                clock.nowFailureMeans(Aftermath.ESCAPED);
            }
            throw e;
        }
        return transaction;
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
        beforeOutside(clock);
        session.reset();
        lock.insistOnHolding();
        clock.foundUnmet(preconditions.unmet(clock));
        if (!clock.isSkipped()) {
            bodyOutside(clock);
        }
        if (hooks.areAround(clock.step(), HookTime.AFTER_EACH)) {
            afterOutside(clock);
        } else {
            recordOutside(clock);
        }
    }

    /** Where it has no transaction, what it did before it fails stays. */
    private void bodyOutside(StepClock clock) throws Exception {
        clock.foundInvalid(indexes.all());
        session.transaction(() -> {
            record.owe(clock.step());
            ledger.begin(clock.step(), clock.operation());
        });
        clock.nowFailureMeans(Aftermath.INTERRUPTED);
        run(clock);
        if (session.inTransaction()) {
            throw new TransactionLeftOpenException();
        }
    }

    private void recordOutside(StepClock clock) throws SQLException {
        session.reset();
        session.transaction(() -> {
            record.owe(clock.step());
            record.write(clock, Around.NOTHING);
            record.keep(clock);
        });
    }

    /** What is to be in the transaction of a step that has none, has one of its own. */
    private void beforeOutside(StepClock clock) throws Exception {
        if (!hooks.areAround(clock.step(), HookTime.BEFORE_EACH)) {
            return;
        }
        StepTransaction transaction = StepTransaction.begin(session, lock);
        around(clock, HookTime.BEFORE_EACH);
        StepRecord.insist(clock, transaction);
        record.hooks(clock.hooks(HookTime.BEFORE_EACH));
        connection.commit();
        connection.setAutoCommit(true);
        clock.hooks(HookTime.BEFORE_EACH).clear();
    }

    /** What comes after it is in the transaction of its record. */
    private void afterOutside(StepClock clock) throws Exception {
        StepTransaction transaction = StepTransaction.begin(session, lock);
        around(clock, HookTime.AFTER_EACH);
        StepRecord.insist(clock, transaction);
        record.before(clock, transaction);
        record.write(clock, Around.NOTHING);
        record.keep(clock);
        record.hooks(clock.hooks(HookTime.AFTER_EACH));
        connection.commit();
        connection.setAutoCommit(true);
        session.reset();
    }

    private void run(StepClock clock) throws Exception {
        if (clock.step().runs() && !clock.isSkipped()) {
            run(clock, loaded.body(clock.step()));
        }
    }

    private void run(StepClock clock, StepBody body) throws Exception {
        try (Cancellation.Body running = cancellation.begin(connection)) {
            body.run(clock.step().isUp(), running.connection(), parameters, clock.statements());
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
        StepClock running = clock.running();
        Throwable cause = cancellation.explained(thrown);
        StepFailure failure = Failures.of(running.step(), cause, running.statements(), clock.aftermath());
        hooks.forgotten();
        session.abandon(cause);
        try {
            session.reset();
            failure = failure.leavingBehind(invalidSince(clock));
            record.failure(tried, failure.reason());
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return new Outcome.Failed(failure);
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
