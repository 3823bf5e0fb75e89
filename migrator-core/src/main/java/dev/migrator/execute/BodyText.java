// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.ScriptText;
import dev.migrator.outcome.Script;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** Writes down what the migrations of a plan send, found out without a database, and nothing of the ledger. */
public final class BodyText {

    private final Transcriber transcriber;

    /**
     * Takes what the steps run.
     *
     * @param loaded what they run
     * @param rules how plans are run
     * @param cancellation ends the writing
     */
    public BodyText(LoadedPlan loaded, RunRules rules, Cancellation cancellation) {
        this.transcriber = new Transcriber(loaded::anotherBody, loaded.conditions(rules.parameters(), cancellation));
    }

    /**
     * Writes it.
     *
     * @param plan the plan
     */
    public Script write(Plan plan) {
        ScriptText text = new ScriptText();
        List<Script.Gap> gaps = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (MigrationLoader.runs(step).isPresent()) {
                Transcript transcript = transcriber.of(step);
                text.comment("revision " + step.id() + (step.message().isEmpty() ? "" : ", " + step.message()));
                transcript.writeTo(text);
                transcript.gap().ifPresent(gaps::add);
                if (ScriptPreconditions.branches(step)) {
                    gaps.add(new Script.Gap(
                            step.id(), "", "a precondition may have it skipped, which only the database tells"));
                }
            }
        }
        return new Script(text.toString(), gaps);
    }
}
