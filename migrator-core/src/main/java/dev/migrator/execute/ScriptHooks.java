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
import org.jspecify.annotations.Nullable;

/** What a script has of hooks: those within the steps, and what the ledger remembers of those that are still to come. */
final class ScriptHooks {

    private final Plan plan;
    private final Map<Step.Hook, Transcript> within = new LinkedHashMap<>();
    private final LedgerWriter records;
    private final ScriptText script;
    private final String note;
    private final List<Step.Hook> owed;
    private @Nullable Step first;

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
        return isWithHooks(step) && within.keySet().stream().anyMatch(hook -> hook.when() == when);
    }

    private static boolean isWithHooks(Step step) {
        return step.runs() && !(step instanceof Step.Hook);
    }

    void send(Step step, HookTime when) {
        if (isWithHooks(step)) {
            within.forEach((hook, transcript) -> {
                if (hook.when() == when) {
                    transcript.writeTo(script);
                }
            });
        }
    }

    /** What the ledger remembers from the first step on that does something, in each of the ways in which that may end. */
    void owe(Step step) throws SQLException {
        if (isWithHooks(step) && (first == null || first.equals(step))) {
            first = step;
            for (Step.Hook hook : owed) {
                records.owe(hook);
            }
        }
    }

    void record(Step step, HookTime when) throws SQLException {
        if (!isWithHooks(step)) {
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
