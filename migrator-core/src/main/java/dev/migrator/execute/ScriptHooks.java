// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Entry;
import dev.migrator.ledger.LedgerWriter;
import dev.migrator.ledger.ScriptText;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a script has of hooks: those within the steps, and what the ledger remembers of those that are still to come. */
final class ScriptHooks {

    private final Plan plan;
    private final Map<Step.Hook, Transcript> within = new LinkedHashMap<>();
    private final LedgerWriter records;
    private final ScriptText script;
    private final String note;
    private final List<Step.Hook> owed;
    private boolean owes;

    ScriptHooks(Plan plan, Transcriber transcriber, LedgerWriter records, ScriptText script, String note) {
        this.plan = plan;
        this.records = records;
        this.script = script;
        this.note = note;
        this.owed = plan.hooks(HookTime.AFTER);
        plan.hooks().stream()
                .filter(hook -> !hook.when().isOfRun())
                .forEach(hook -> within.put(hook, transcriber.of(hook)));
    }

    /** What of a run no script can have. */
    void remark() {
        plan.hooks(HookTime.AFTER_FAILED)
                .forEach(hook -> script.remark("the hook " + hook.id() + " is for a run alone: nothing of a script"
                        + " runs after one of its statements failed"));
    }

    boolean areAround(Step step, HookTime when) {
        return step.hasHooks() && within.keySet().stream().anyMatch(hook -> hook.when() == when);
    }

    void send(Step step, HookTime when) {
        if (step.hasHooks()) {
            within.forEach((hook, transcript) -> {
                if (hook.when() == when) {
                    transcript.writeTo(script);
                }
            });
        }
    }

    /**
     * Writes what the ledger remembers from the first step on that does something.
     *
     * @return whether it is this step
     */
    boolean owe(Step step) throws SQLException {
        boolean first = step.hasHooks() && !owes;
        if (first) {
            owes = true;
            owe();
        }
        return first;
    }

    /** The same once more, where psql may have left out the first time. */
    void owe() throws SQLException {
        for (Step.Hook hook : owed) {
            records.owe(hook);
        }
    }

    void record(Step step, HookTime when) throws SQLException {
        if (!step.hasHooks()) {
            return;
        }
        for (Map.Entry<Step.Hook, Transcript> each : within.entrySet()) {
            Step.Hook hook = each.getKey().around(step.id());
            if (hook.when() == when) {
                records.append(Entry.of(hook, hook.operation(), Entry.Outcome.DONE)
                        .taking(0, each.getValue().sent())
                        .noting(hook.when().word() + " " + step.id() + ", " + note));
            }
        }
    }
}
