// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Actor;
import dev.migrator.ledger.Entry;
import dev.migrator.ledger.Ledger;
import dev.migrator.ledger.LedgerWriter;
import dev.migrator.ledger.Prints;
import dev.migrator.ledger.ScriptText;
import dev.migrator.ledger.ScriptUnits;
import dev.migrator.outcome.Script;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a plan as a script, which does what a run does: under the run lock, in a database that is where the plan begins,
 * each step with its record in a transaction, the session put in order after each. Good for one script.
 */
public final class ScriptWriter {

    /** What the history says of a step that a script ran. */
    private static final String NOTE = "run by a script";

    private final ScriptText script = new ScriptText();
    private final Ledger ledger;
    private final String home;
    private final Actor actor;
    private final LedgerWriter records;
    private final SessionSettings settings;
    private final boolean oneTransaction;
    private final ScriptPreconditions preconditions;

    /**
     * Takes what a run would be made with.
     *
     * @param ledger the ledger
     * @param home its schema
     * @param actor who writes the script; the run gets the id of the script
     * @param settings what a session is set to
     * @param oneTransaction whether the plan is one transaction, and not each of its steps
     */
    public ScriptWriter(Ledger ledger, String home, Actor actor, SessionSettings settings, boolean oneTransaction) {
        this.ledger = ledger;
        this.home = home;
        this.actor = actor;
        this.records = ledger.writer(script, home, actor);
        this.settings = settings;
        this.oneTransaction = oneTransaction;
        this.preconditions = new ScriptPreconditions(script, ledger, home);
    }

    /**
     * Writes the script.
     *
     * @param plan the plan
     * @param loaded what its steps run
     * @param rules how plans are run
     * @param ledgerExists whether there is a ledger; what is missing is made, otherwise
     * @param allowIncomplete whether a script that lacks something may run all the same
     * @param cancellation ends the writing
     */
    public Script write(
            Plan plan,
            LoadedPlan loaded,
            RunRules rules,
            boolean ledgerExists,
            boolean allowIncomplete,
            Cancellation cancellation) {
        Transcriber transcriber =
                new Transcriber(loaded::anotherBody, loaded.conditions(rules.parameters(), cancellation));
        WaysBack waysBack = new WaysBack(loaded::wayBack, loaded.senders(), rules.parameters(), cancellation);
        ScriptHooks hooks = new ScriptHooks(plan, transcriber, records, script, NOTE);
        List<Step> steps = plan.inOrder().stream()
                .filter(step -> !(step instanceof Step.Replace))
                .toList();
        List<Transcript> transcripts = new ArrayList<>();
        for (Step step : steps) {
            transcripts.add(ScriptPreconditions.of(step, transcriber.of(step)));
        }
        List<Script.Gap> gaps =
                transcripts.stream().flatMap(each -> each.gap().stream()).toList();
        head(plan, gaps, allowIncomplete);
        hooks.remark();
        lock();
        home(plan, ledgerExists);
        try {
            replace(plan, loaded);
            ledger.insistOn(script, home, plan.tips());
            ScriptUnits units = seedsAndTags(plan, loaded);
            if (plan.operation().recordsOnly()) {
                recordAll(plan, steps, loaded, units);
            } else {
                steps(plan, steps, transcripts, hooks, units, step -> prints(step, loaded, transcriber, waysBack));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a text takes every row", e);
        }
        script.comment("the end");
        script.statement("do $migrator$ begin perform pg_advisory_unlock(" + key() + "); end $migrator$");
        return new Script(script.toString(), gaps);
    }

    private void head(Plan plan, List<Script.Gap> gaps, boolean allowIncomplete) {
        script.comment(
                (plan.operation().label() + " " + plan.target()).strip() + ": from " + ScriptText.tips(plan.tips())
                        + " to "
                        + ScriptText.tips(plan.tipsAfter()) + ", "
                        + plan.steps().size() + " step(s)",
                "written by migrator " + actor.toolVersion() + " at "
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS) + " for " + actor.osUser() + " on "
                        + actor.host(),
                "run it with: psql -f FILE",
                "the history knows it as run " + actor.runId());
        plan.notices().forEach(script::remark);
        // Without it psql goes on after a check that failed, and records a step outside a transaction that did.
        script.verbatim("\\set ON_ERROR_STOP on\n");
        if (!gaps.isEmpty()) {
            script.comment("INCOMPLETE: what these send cannot be known without the database");
            gaps.forEach(gap -> script.remark(gap.toString()));
            if (!allowIncomplete) {
                script.insist("false", "this script is incomplete; see the remarks at its beginning");
            }
        }
    }

    private void lock() {
        script.comment("one run at a time");
        settings.statements().forEach(script::statement);
        script.insist("pg_try_advisory_lock(" + key() + ")", "another run holds the run lock");
    }

    /** What was sent may have let go of it, and another run may have begun. */
    private void insistOnHolding() {
        script.insist(RunLock.isHeld(key()), RunLock.LOST);
    }

    private long key() {
        return RunLock.key(ledger.lockName(home));
    }

    private void home(Plan plan, boolean ledgerExists) {
        script.comment(
                "for a database at " + ScriptText.tips(plan.tips()) + " only; the ledger is in the schema " + home);
        ledger.insistOnHome(script, home);
        if (ledgerExists) {
            ledger.insistOnPresence(script, home);
        } else {
            script.statement("begin");
            ledger.create(script, home, actor);
            script.statement("commit");
        }
    }

    private ScriptUnits seedsAndTags(Plan plan, LoadedPlan loaded) {
        ScriptUnits units = ledger.units(script, home, actor, plan);
        for (Step step : plan.steps()) {
            if (step instanceof Step.Upgrade up && step.kind() != Kind.REVISION) {
                units.insistOnNeeded(up);
            }
            if (step instanceof Step.Upgrade && step.kind() == Kind.SEED) {
                units.insistOnSeed(step.id(), loaded.prints(step).code());
            } else if (step instanceof Step.Downgrade && step.kind() == Kind.SEED) {
                units.insistThatNoneNeeds(step.id());
            } else if (step.kind() == Kind.TAG) {
                ledger.insistOnTag(script, home, step.id(), !step.isUp());
            }
        }
        return units;
    }

    /** What relies on a revision may have come since the script was written, or where nobody asked the database. */
    private static void forget(ScriptUnits units, Step step) {
        if (!step.isUp() && step.kind() == Kind.REVISION) {
            units.forget(
                    step.id(),
                    StepClock.forgotten(Kind.SEED) + "; " + NOTE,
                    StepClock.forgotten(Kind.REPEATABLE) + "; " + NOTE);
        }
    }

    /** First of all: afterwards the ledger says in the code's names where the database is. */
    private void replace(Plan plan, LoadedPlan loaded) throws SQLException {
        for (Step step : plan.steps()) {
            if (step instanceof Step.Replace older) {
                script.comment("revision " + step.id() + " in place of " + RevisionId.list(older.replaced()));
                script.statement("begin");
                records.record(
                        step,
                        Entry.of(step, Operation.REPLACE, Entry.Outcome.DONE)
                                .noting(StepClock.note(older) + ", " + NOTE),
                        loaded.prints(step));
                script.statement("commit");
            }
        }
    }

    private void recordAll(Plan plan, List<Step> steps, LoadedPlan loaded, ScriptUnits units) throws SQLException {
        script.comment("what the database has");
        script.statement("begin");
        for (Step step : steps) {
            String note = step.kind() == Kind.TAG ? step.message() + ", " + NOTE : NOTE;
            records.record(
                    step, Entry.of(step, plan.operation(), Entry.Outcome.DONE).noting(note), loaded.prints(step));
            forget(units, step);
        }
        script.statement("commit");
    }

    private static Prints prints(Step step, LoadedPlan loaded, Transcriber transcriber, WaysBack waysBack) {
        return step instanceof Step.Upgrade up
                ? new Prints(loaded.prints(step).code(), transcriber.sqlFingerprint(step), waysBack.of(up.revision()))
                : Prints.NONE;
    }

    private void steps(
            Plan plan,
            List<Step> steps,
            List<Transcript> transcripts,
            ScriptHooks hooks,
            ScriptUnits units,
            Function<Step, Prints> kept)
            throws SQLException {
        if (oneTransaction) {
            script.comment("the whole plan in one transaction");
            script.statement("begin");
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            script.comment(title(step, i + 1, steps.size())
                    + step.id()
                    + (step.message().isEmpty() ? "" : ", " + step.message()));
            if (i > 0) {
                if (!(steps.get(i - 1) instanceof Step.Hook)) {
                    ledger.insistOn(script, home, steps.get(i - 1));
                }
                putInOrder();
                insistOnHolding();
            }
            Prints prints = kept.apply(step);
            Entry done = Entry.of(step, plan.operation(), Entry.Outcome.DONE)
                    .taking(0, transcripts.get(i).sent())
                    .noting(step instanceof Step.Unmark unmark ? StepClock.note(unmark) + "; " + NOTE : NOTE);
            if (step.isTransactional()) {
                inTransaction(units, step, transcripts.get(i), done, prints, hooks);
            } else {
                outsideTransaction(units, step, transcripts.get(i), done, prints, hooks);
            }
        }
        if (oneTransaction) {
            commitTogether(plan);
        }
    }

    private void commitTogether(Plan plan) throws SQLException {
        Optional<Entry> together = Entry.ofOneTransaction(plan);
        if (together.isPresent()) {
            records.append(together.get().noting(together.get().note() + ", " + NOTE));
        }
        script.statement("commit");
    }

    private static String title(Step step, int number, int total) {
        return "step " + number + " of " + total + ", "
                + (step instanceof Step.Hook ? "hook" : step.isUp() ? "up" : "down") + ": ";
    }

    private void putInOrder() {
        script.statement("reset session authorization");
        script.statement("reset all");
        settings.statements().forEach(script::statement);
    }

    private void inTransaction(
            ScriptUnits units, Step step, Transcript transcript, Entry done, Prints prints, ScriptHooks hooks)
            throws SQLException {
        if (!oneTransaction) {
            script.statement("begin");
        }
        limitLocks();
        if (step instanceof Step.Hook hook && hook.mayBeRemembered()) {
            records.owe(hook);
        }
        hooks.send(step, HookTime.BEFORE_EACH);
        List<String> branches = preconditions.open(step);
        send(transcript);
        preconditions.close(branches);
        hooks.send(step, HookTime.AFTER_EACH);
        asRecorder();
        hooks.owe(step);
        hooks.record(step, HookTime.BEFORE_EACH);
        record(units, step, branches, done, prints);
        hooks.record(step, HookTime.AFTER_EACH);
        if (!oneTransaction) {
            script.statement("commit");
        }
    }

    private void record(ScriptUnits units, Step step, List<String> branches, Entry done, Prints prints)
            throws SQLException {
        preconditions.record(
                branches,
                () -> records.record(step, done, prints),
                why -> records.record(
                        step,
                        done.taking(0, 0).noting(why + "; " + NOTE),
                        step.isUp() ? prints.skipped(step.id()) : Prints.NONE));
        forget(units, step);
    }

    private void limitLocks() {
        script.statement(
                "set local lock_timeout = '" + settings.timeouts().lock().toMillis() + "ms'");
    }

    private void asRecorder() {
        script.statement("reset session authorization");
        script.statement(SessionSettings.STANDARD_STRINGS);
        script.statement("set role " + settings.role().map(ScriptText::name).orElse("none"));
    }

    private void outsideTransaction(
            ScriptUnits units, Step step, Transcript transcript, Entry done, Prints prints, ScriptHooks hooks)
            throws SQLException {
        if (hooks.areAround(step, HookTime.BEFORE_EACH)) {
            script.statement("begin");
            limitLocks();
            hooks.send(step, HookTime.BEFORE_EACH);
            asRecorder();
            hooks.record(step, HookTime.BEFORE_EACH);
            script.statement("commit");
            putInOrder();
            insistOnHolding();
        }
        List<String> branches = preconditions.open(step);
        script.statement("begin");
        boolean owes = hooks.owe(step);
        records.begin(step, done.operation());
        script.statement("commit");
        send(transcript);
        putInOrder();
        preconditions.close(branches);
        script.statement("begin");
        if (hooks.areAround(step, HookTime.AFTER_EACH)) {
            limitLocks();
            hooks.send(step, HookTime.AFTER_EACH);
            asRecorder();
        }
        if (owes && !branches.isEmpty()) {
            hooks.owe();
        }
        record(units, step, branches, done, prints);
        hooks.record(step, HookTime.AFTER_EACH);
        script.statement("commit");
    }

    private void send(Transcript transcript) {
        transcript.writeTo(script);
        transcript.gap().ifPresent(gap -> script.remark("INCOMPLETE: " + gap));
    }
}
