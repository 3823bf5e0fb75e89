// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Actor;
import dev.migrator.ledger.Entry;
import dev.migrator.ledger.LedgerWriter;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a plan, step by step, on a session that holds the run lock. It never plans, and stops at the first failure. */
public final class PlanRunner {

    private final Session session;
    private final RunLock lock;
    private final LedgerWriter ledger;
    private final Actor actor;
    private final Listeners listeners;
    private final long start = System.nanoTime();

    /**
     * Takes what the steps run on and are recorded in.
     *
     * @param session the session that holds the run lock
     * @param lock the run lock
     * @param ledger the ledger of the run
     * @param actor who runs
     * @param listeners take part, and hear of each step
     */
    public PlanRunner(Session session, RunLock lock, LedgerWriter ledger, Actor actor, Listeners listeners) {
        this.session = session;
        this.lock = lock;
        this.ledger = ledger;
        this.actor = actor;
        this.listeners = listeners;
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
        listeners.hear(new StepEvent.RunStarted(plan));
        notePassedOver(plan);
        Retries retries = new Retries(rules.retries(), watch, cancellation, listeners::hear);
        StepRunner runner = new StepRunner(
                session,
                lock,
                ledger,
                loaded,
                rules.parameters(),
                cancellation,
                StatementRules.of(rules, listeners),
                new StepHooks(plan, loaded, listeners, false));
        RunReport report = rules.oneTransaction() ? allAtOnce(plan, retries, runner) : oneByOne(plan, retries, runner);
        Optional<StepFailure> failure = report.failure().filter(failed -> !failed.cancelled());
        return failure.isPresent() ? afterFailure(report, failure.get(), retries, runner) : report;
    }

    /** Whatever comes of it, it is the first failure that the run ends with. */
    private RunReport afterFailure(RunReport report, StepFailure failure, Retries retries, StepRunner runner) {
        Plan plan = report.plan();
        List<StepResult> done = new ArrayList<>(report.done());
        for (Step.Hook hook : plan.hooks(HookTime.AFTER_FAILED)) {
            StepRunner.Outcome outcome = retries.run(() -> runner.run(hook));
            if (outcome instanceof StepRunner.Outcome.Failed failed) {
                failure.cause().addSuppressed(failed.failure().cause());
                listeners.hear(new StepEvent.HookFailed(failed.failure()));
            } else {
                done(plan, outcome, done);
            }
        }
        return report(plan, done, report.failure(), report.notRun());
    }

    private RunReport oneByOne(Plan plan, Retries retries, StepRunner runner) {
        List<StepResult> done = new ArrayList<>();
        List<Step> steps = plan.inOrder();
        for (Step step : steps) {
            starts(plan, step, done.size());
            StepRunner.Outcome outcome = retries.run(() -> runner.run(step));
            if (outcome instanceof StepRunner.Outcome.Failed failed) {
                return failed(
                        plan,
                        done,
                        failed.failure(),
                        steps.subList(done.size() + (failed.failure().isWithinAnother() ? 0 : 1), steps.size()));
            }
            done(plan, outcome, done);
        }
        return report(plan, done, Optional.empty(), List.of());
    }

    private RunReport allAtOnce(Plan plan, Retries retries, StepRunner runner) {
        List<StepResult> done = new ArrayList<>();
        List<Step> steps = plan.inOrder();
        StepRunner.Outcome outcome =
                retries.run(() -> runner.runTogether(plan, index -> starts(plan, steps.get(index), index)));
        if (outcome instanceof StepRunner.Outcome.Failed failed) {
            Step which = failed.failure().step();
            return failed(
                    plan,
                    done,
                    failed.failure(),
                    steps.stream().filter(step -> step != which).toList());
        }
        done(plan, outcome, done);
        return report(plan, done, Optional.empty(), List.of());
    }

    private void starts(Plan plan, Step step, int index) {
        if (!(step instanceof Step.Hook)) {
            listeners.hear(new StepEvent.StepStarted(
                    step, 1 + index - hooksBefore(plan), plan.steps().size()));
        }
    }

    private static int hooksBefore(Plan plan) {
        return plan.hooks(HookTime.BEFORE).size();
    }

    private void done(Plan plan, StepRunner.Outcome outcome, List<StepResult> done) {
        ((StepRunner.Outcome.Done) outcome).results().forEach(result -> done(plan, result, done));
    }

    private void done(Plan plan, StepResult result, List<StepResult> done) {
        done.add(result);
        if (result.step() instanceof Step.Hook) {
            listeners.hear(new StepEvent.HookDone(result));
            return;
        }
        listeners.hear(new StepEvent.StepDone(
                result, done.size() - hooksBefore(plan), plan.steps().size()));
    }

    private RunReport failed(Plan plan, List<StepResult> done, StepFailure failure, List<Step> notRun) {
        listeners.hear(new StepEvent.StepFailed(failure));
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
        listeners.hear(new StepEvent.RunStarted(plan));
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
        if (operation == Operation.REPAIR) {
            return entry.noting(repaired(step));
        }
        return step.kind() == Kind.TAG ? entry.noting(step.message()) : entry;
    }

    private static String repaired(Step step) {
        if (step instanceof Step.Accept) {
            return "accepted the present code";
        }
        if (step.kind() == Kind.HOOK) {
            return "no longer owed";
        }
        if (step.kind() != Kind.REVISION) {
            return "forgotten, as the code no longer has it";
        }
        return step.isUp() ? "the interrupted revision is applied" : "the interrupted revision is not applied";
    }

    private RunReport report(Plan plan, List<StepResult> done, Optional<StepFailure> failure, List<Step> notRun) {
        return new RunReport(actor.runId(), plan, done, failure, notRun, Duration.ofNanos(System.nanoTime() - start));
    }
}
