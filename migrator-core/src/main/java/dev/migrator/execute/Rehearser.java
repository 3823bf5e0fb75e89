// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.LedgerWriter;
import dev.migrator.outcome.LockForecast;
import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RehearsedStep;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.TableLock;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Audit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a plan in one transaction that is rolled back, on a session that holds the run lock. It is tried once: whoever waits
 * for its locks waits until its end. Good for one dry run.
 */
public final class Rehearser {

    private final Session session;
    private final Connection connection;
    private final RunLock lock;
    private final LedgerWriter ledger;
    private final String own;
    private final Listeners listeners;
    private final long start = System.nanoTime();
    private final List<RehearsedStep> done = new ArrayList<>();
    private Optional<Rehearsal.Stop> stop = Optional.empty();
    private int number;

    /**
     * Takes what the steps run on and are recorded in.
     *
     * @param session the session that holds the run lock
     * @param lock the run lock
     * @param ledger the ledger of the run
     * @param own a condition on {@code pg_class c} and {@code pg_namespace n} that holds for what the ledger consists of
     * @param listeners take part in the steps, and hear of each
     */
    public Rehearser(Session session, RunLock lock, LedgerWriter ledger, String own, Listeners listeners) {
        this.session = session;
        this.connection = session.connection();
        this.lock = lock;
        this.ledger = ledger;
        this.own = own;
        this.listeners = listeners;
    }

    /**
     * Does it.
     *
     * @param plan the plan
     * @param loaded what its steps run
     * @param rules how plans are run
     * @param opening what is done first in the transaction, for the ledger
     * @param watch sees who is in the way
     * @param cancellation ends it
     * @throws SQLException where the opening fails, or the connection is lost; nothing is left of it then
     */
    public Rehearsal rehearse(
            Plan plan,
            LoadedPlan loaded,
            RunRules rules,
            Session.Work opening,
            LockWatch watch,
            Cancellation cancellation)
            throws SQLException {
        listeners.hear(new StepEvent.RunStarted(plan));
        LockForecast forecast = new LockRelatives(connection)
                .added(new LockForecaster(loaded, rules.parameters(), cancellation).of(transactions(plan)));
        listeners.hear(new StepEvent.LocksForeseen(forecast));
        StepRunner runner = runner(plan, loaded, rules, cancellation);
        Retries once = new Retries(new RetryPolicy(0, Duration.ZERO), watch, cancellation, listeners::hear);
        StepRunner.Outcome outcome;
        connection.setAutoCommit(false);
        try {
            opening.run();
            HeldLocks locks = HeldLocks.before(connection, own);
            AddedEnumValues values = AddedEnumValues.before(connection);
            outcome = once.run(() -> steps(plan, runner, locks, values, cancellation));
            if (outcome instanceof StepRunner.Outcome.Done) {
                connection.rollback();
                connection.setAutoCommit(true);
                session.reset();
            }
        } catch (SQLException | RuntimeException | Error e) {
            session.abandon(e);
            throw e;
        }
        Optional<StepFailure> failure =
                outcome instanceof StepRunner.Outcome.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
        return new Rehearsal(plan, forecast, done, stop, failure, Duration.ofNanos(System.nanoTime() - start));
    }

    private StepRunner runner(Plan plan, LoadedPlan loaded, RunRules rules, Cancellation cancellation) {
        return new StepRunner(
                session,
                lock,
                ledger,
                loaded,
                rules.parameters(),
                cancellation,
                new StatementRules(Audit.OFF, listeners.ofStatements(rules.showStatements()), true, new AuditBudget()),
                new StepHooks(plan, loaded, listeners, true));
    }

    /** What will hold locks: the steps, what runs within them, and what runs before and after all of them. */
    private static List<Step> transactions(Plan plan) {
        return Stream.of(
                        plan.hooks(HookTime.BEFORE_EACH).stream(),
                        plan.hooks(HookTime.AFTER_EACH).stream(),
                        plan.rehearsed().stream())
                .<Step>flatMap(each -> each)
                .toList();
    }

    private StepRunner.Outcome steps(
            Plan plan, StepRunner runner, HeldLocks locks, AddedEnumValues values, Cancellation cancellation) {
        for (Step step : plan.rehearsed()) {
            if (!step.isTransactional()) {
                stop = Optional.of(new Rehearsal.Stop(step, "it runs outside a transaction"));
                break;
            }
            begins(plan, step);
            StepClock clock = runner.rehearsing(step);
            try {
                values.look();
                runner.rehearse(clock);
                done(plan, clock, locks.more());
            } catch (Exception | Error e) {
                Optional<String> early = values.usedTooEarly(e);
                if (early.isEmpty() || clock.aftermath() != StepFailure.Aftermath.REHEARSED) {
                    return failed(clock, e, cancellation);
                }
                stop = Optional.of(new Rehearsal.Stop(
                        step,
                        "it uses '" + early.get()
                                + "' of an enum, which a step before it adds, and which PostgreSQL lets"
                                + " nobody use before that is committed"));
                break;
            }
        }
        return new StepRunner.Outcome.Done(List.of());
    }

    private void begins(Plan plan, Step step) {
        if (!(step instanceof Step.Hook)) {
            number++;
            listeners.hear(new StepEvent.StepStarted(step, number, plan.steps().size()));
        }
    }

    private void done(Plan plan, StepClock clock, List<TableLock> locks) {
        RehearsedStep result = new RehearsedStep(
                clock.step(),
                clock.result().time(),
                clock.statements().count(),
                clock.audit().rows(),
                locks,
                clock.unmet());
        done.add(result);
        if (!(result.step() instanceof Step.Hook)) {
            listeners.hear(
                    new StepEvent.StepRehearsed(result, number, plan.steps().size()));
        }
    }

    /** Nothing goes into the history: nothing happened. */
    private StepRunner.Outcome failed(StepClock clock, Throwable thrown, Cancellation cancellation) {
        Throwable cause = cancellation.explained(thrown);
        StepClock running = clock.running();
        StepFailure failure = Failures.of(running.step(), cause, running.statements(), clock.aftermath());
        rollBack(cause);
        return new StepRunner.Outcome.Failed(failure);
    }

    private void rollBack(Throwable cause) {
        session.abandon(cause);
        try {
            session.reset();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
