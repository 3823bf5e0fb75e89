// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Actor;
import dev.migrator.ledger.Entry;
import dev.migrator.ledger.LedgerWriter;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a plan, step by step, on a session that holds the run lock. It never plans, and stops at the first failure. */
public final class PlanRunner {

    private final Session session;
    private final RunLock lock;
    private final LedgerWriter ledger;
    private final Actor actor;
    private final Consumer<StepEvent> listener;
    private final long start = System.nanoTime();

    /**
     * Takes what the steps run on and are recorded in.
     *
     * @param session the session that holds the run lock
     * @param lock the run lock
     * @param ledger the ledger of the run
     * @param actor who runs
     * @param listener hears of each step
     */
    public PlanRunner(Session session, RunLock lock, LedgerWriter ledger, Actor actor, Consumer<StepEvent> listener) {
        this.session = session;
        this.lock = lock;
        this.ledger = ledger;
        this.actor = actor;
        this.listener = listener;
    }

    /**
     * Runs the migrations of a plan.
     *
     * @param plan the plan
     * @param loaded what its steps run
     * @param rules how it is run
     * @param watch sees who that is
     * @param cancellation ends the run
     * @throws SQLException where it cannot be recorded that the plan was made without validation; nothing ran then
     */
    public RunReport run(Plan plan, LoadedPlan loaded, RunRules rules, LockWatch watch, Cancellation cancellation)
            throws SQLException {
        listener.accept(new StepEvent.RunStarted(plan));
        notePassedOver(plan);
        Retries retries = new Retries(rules.retries(), watch, cancellation, listener);
        StepRunner runner = new StepRunner(
                session, lock, ledger, loaded, rules.parameters(), cancellation, StatementRules.of(rules, listener));
        return rules.oneTransaction() ? allAtOnce(plan, retries, runner) : oneByOne(plan, retries, runner);
    }

    private RunReport oneByOne(Plan plan, Retries retries, StepRunner runner) {
        List<StepResult> done = new ArrayList<>();
        for (Step step : plan.steps()) {
            starts(plan, done.size());
            StepRunner.Outcome outcome = retries.run(() -> runner.run(step));
            if (outcome instanceof StepRunner.Outcome.Failed failed) {
                return failed(
                        plan,
                        done,
                        failed.failure(),
                        plan.steps().subList(done.size() + 1, plan.steps().size()));
            }
            done(plan, outcome, done);
        }
        return report(plan, done, Optional.empty(), List.of());
    }

    private RunReport allAtOnce(Plan plan, Retries retries, StepRunner runner) {
        List<StepResult> done = new ArrayList<>();
        StepRunner.Outcome outcome =
                retries.run(() -> runner.runTogether(plan.steps(), number -> starts(plan, number)));
        if (outcome instanceof StepRunner.Outcome.Failed failed) {
            Step which = failed.failure().step();
            return failed(
                    plan,
                    done,
                    failed.failure(),
                    plan.steps().stream().filter(step -> step != which).toList());
        }
        done(plan, outcome, done);
        return report(plan, done, Optional.empty(), List.of());
    }

    private void starts(Plan plan, int index) {
        listener.accept(new StepEvent.StepStarted(
                plan.steps().get(index), index + 1, plan.steps().size()));
    }

    private void done(Plan plan, StepRunner.Outcome outcome, List<StepResult> done) {
        ((StepRunner.Outcome.Done) outcome).results().forEach(result -> done(plan, result, done));
    }

    private void done(Plan plan, StepResult result, List<StepResult> done) {
        done.add(result);
        listener.accept(new StepEvent.StepDone(result, done.size(), plan.steps().size()));
    }

    private RunReport failed(Plan plan, List<StepResult> done, StepFailure failure, List<Step> notRun) {
        listener.accept(new StepEvent.StepFailed(failure));
        return report(plan, done, Optional.of(failure), notRun);
    }

    private void notePassedOver(Plan plan) throws SQLException {
        if (plan.passedOver().isPresent()) {
            ledger.append(Entry.ofRun(
                    plan.target(), Operation.NO_VALIDATE, plan.passedOver().get()));
        }
    }

    /**
     * Records what a plan says that runs nothing, all of it in one transaction.
     *
     * @param plan the plan of a stamp or a repair
     * @param loaded what to keep of the code
     * @throws SQLException where the ledger is not as expected; nothing is recorded then
     */
    public RunReport record(Plan plan, LoadedPlan loaded) throws SQLException {
        listener.accept(new StepEvent.RunStarted(plan));
        session.transaction(() -> {
            for (Step step : plan.steps()) {
                ledger.record(step, entry(plan.operation(), step), loaded.prints(step));
            }
        });
        List<StepResult> done = new ArrayList<>();
        plan.steps().forEach(step -> done(plan, new StepResult(step, Duration.ZERO, 0), done));
        return report(plan, done, Optional.empty(), List.of());
    }

    private static Entry entry(Operation operation, Step step) {
        if (step instanceof Step.Replace replace) {
            return Entry.of(step, Operation.REPLACE, Entry.Outcome.DONE).noting(StepClock.note(replace));
        }
        Entry entry = Entry.of(step, operation, Entry.Outcome.DONE);
        return operation == Operation.REPAIR ? entry.noting(repaired(step)) : entry;
    }

    private static String repaired(Step step) {
        if (step instanceof Step.Accept) {
            return "accepted the present code";
        }
        return step.isUp() ? "the interrupted revision is applied" : "the interrupted revision is not applied";
    }

    private RunReport report(Plan plan, List<StepResult> done, Optional<StepFailure> failure, List<Step> notRun) {
        return new RunReport(actor.runId(), plan, done, failure, notRun, Duration.ofNanos(System.nanoTime() - start));
    }
}
