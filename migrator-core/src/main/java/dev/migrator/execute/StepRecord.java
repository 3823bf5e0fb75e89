// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Around;
import dev.migrator.ledger.Entry;
import dev.migrator.ledger.LedgerWriteException;
import dev.migrator.ledger.LedgerWriter;
import dev.migrator.ledger.Prints;
import dev.migrator.outcome.StepFailure.Aftermath;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Step;
import dev.migrator.revision.SentStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Writes what a step comes to, with the hooks around it, into the ledger. */
final class StepRecord {

    private final Session session;
    private final LedgerWriter ledger;
    private final LoadedPlan loaded;
    private final WaysBack waysBack;
    private final StepHooks hooks;

    StepRecord(Session session, LedgerWriter ledger, LoadedPlan loaded, WaysBack waysBack, StepHooks hooks) {
        this.session = session;
        this.ledger = ledger;
        this.loaded = loaded;
        this.waysBack = waysBack;
        this.hooks = hooks;
    }

    /** The record of what ran before the migration, and what the ledger remembers from its step on. */
    void before(StepClock clock, StepTransaction transaction) throws SQLException {
        List<Step.Hook> owed = hooks.owedWith(clock.step());
        if (owed.isEmpty() && clock.hooks(HookTime.BEFORE_EACH).isEmpty()) {
            return;
        }
        insist(clock, transaction);
        owe(owed);
        hooks(clock.hooks(HookTime.BEFORE_EACH));
    }

    /** What the ledger remembers from the step on, where nothing ran before its migration. */
    void owe(Step step) throws SQLException {
        owe(hooks.owedWith(step));
    }

    private void owe(List<Step.Hook> owed) throws SQLException {
        for (Step.Hook hook : owed) {
            ledger.owe(hook);
        }
    }

    static void insist(StepClock clock, StepTransaction transaction) throws SQLException {
        try {
            transaction.insistOnBeingThere();
        } catch (TransactionEscapedException e) {
            clock.nowFailureMeans(Aftermath.ESCAPED);
            throw e;
        }
    }

    void hooks(List<StepClock> hooksThatRan) throws SQLException {
        for (StepClock hook : hooksThatRan) {
            ledger.append(hook.entry(Entry.Outcome.DONE, ""));
            keep(hook);
        }
    }

    void write(StepClock clock, StepTransaction transaction, String after) throws SQLException {
        try {
            write(clock, transaction.around(after));
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

    void write(StepClock clock, Around around) throws SQLException {
        ledger.record(clock.step(), clock.entry(Entry.Outcome.DONE, ""), prints(clock), around);
    }

    private Prints prints(StepClock clock) {
        if (!(clock.step() instanceof Step.Upgrade up)) {
            return loaded.prints(clock.step());
        }
        return clock.isSkipped()
                ? loaded.prints(up).skipped(up.id())
                : new Prints(loaded.prints(up).code(), clock.statements().sqlFingerprint(), waysBack.of(up.revision()));
    }

    void keep(StepClock clock) throws SQLException {
        List<SentStatement> kept = clock.audit().kept();
        if (!kept.isEmpty()) {
            ledger.keep(clock.step(), kept);
        }
    }

    /**
     * What failed; of a hook within a step, the step too, since it is rolled back with it. A statement that PostgreSQL cannot
     * keep must not cost an entry.
     *
     * @param tried the step that failed, and before it those that were rolled back with it
     * @param reason why
     */
    void failure(List<StepClock> tried, String reason) throws SQLException {
        StepClock clock = tried.get(tried.size() - 1);
        StepClock running = clock.running();
        Stream<StepClock> others =
                tried.stream().flatMap(StepClock::withHooks).filter(each -> running == clock || each != running);
        if (!(running.step() instanceof Step.Hook hook) || running == clock) {
            failure(clock, reason, others);
            return;
        }
        try {
            failure(running, reason, Stream.of(running));
        } finally {
            failure(clock, hook.called() + " failed: " + reason, others);
        }
    }

    private void failure(StepClock clock, String reason, Stream<StepClock> kept) throws SQLException {
        ledger.append(clock.entry(Entry.Outcome.FAILED, reason));
        session.transaction(() -> {
            for (StepClock each : kept.toList()) {
                keep(each);
            }
        });
    }
}
