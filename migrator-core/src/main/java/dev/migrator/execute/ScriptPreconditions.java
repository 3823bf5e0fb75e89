// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Ledger;
import dev.migrator.ledger.ScriptText;
import dev.migrator.outcome.PreconditionException;
import dev.migrator.outcome.Script;
import dev.migrator.plan.Step;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.Precondition.Otherwise;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes into a script what must hold before a step: a check that stops it, a warning, or for what may be skipped a branch
 * that psql takes or not. Not thread-safe.
 */
final class ScriptPreconditions {

    private static final String HOLDS = "migrator_holds";

    private final ScriptText script;
    private final Ledger ledger;
    private final String home;

    ScriptPreconditions(ScriptText script, Ledger ledger, String home) {
        this.script = script;
        this.ledger = ledger;
        this.home = home;
    }

    /** Writes the record of a step that was skipped. */
    @FunctionalInterface
    interface Recording {

        /**
         * Writes it.
         *
         * @param note why it was
         */
        void skipped(String note) throws SQLException;
    }

    /** What a step sends, as far as psql can leave it out where it may have to. */
    static Transcript of(Step step, Transcript transcript) {
        int data = IntStream.range(0, transcript.lines().size())
                .filter(i -> transcript.lines().get(i).copyData().isPresent())
                .findFirst()
                .orElse(-1);
        return data < 0 || !branches(step)
                ? transcript
                : new Transcript(
                        transcript.lines().subList(0, data),
                        transcript.sent(),
                        Optional.of(new Script.Gap(
                                step.id(),
                                transcript.lines().get(data).source(),
                                "psql cannot leave out the data of a COPY, and it may have to, as a precondition has the"
                                        + " revision skipped")),
                        transcript.overran());
    }

    /** Whether a step is done in one of two ways, which only the database tells. */
    static boolean branches(Step step) {
        return (step instanceof Step.Upgrade up && up.revision().mayBeSkipped())
                || (step instanceof Step.Downgrade down && down.revision().mayBeSkipped());
    }

    /**
     * Writes what comes before a step.
     *
     * @param step the step
     * @return what {@link #close} needs: why each of the branches is not taken
     */
    List<String> open(Step step) {
        List<String> open = new ArrayList<>();
        if (step instanceof Step.Downgrade && branches(step)) {
            branch(ledger.wasRun(home, step));
            open.add(StepClock.NOTHING_TO_UNDO);
        }
        for (Precondition condition : PreconditionCheck.of(step)) {
            String asked = "(\n" + condition.query() + "\n)";
            Precondition shown = PreconditionCheck.shown(condition);
            script.insist(
                    asked + " is not null",
                    String.valueOf(PreconditionException.unknown(shown, "gave null, or no row", null)
                            .getMessage()));
            if (condition.otherwise() == Otherwise.HALT) {
                script.insist(
                        asked, String.valueOf(PreconditionException.unmet(shown).getMessage()));
            } else if (condition.otherwise() == Otherwise.WARN) {
                script.warn(
                        asked, String.valueOf(PreconditionException.unmet(shown).getMessage()));
            } else {
                branch("select " + asked + " is true");
                open.add(StepClock.note(List.of(condition)));
            }
        }
        return open;
    }

    private void branch(String question) {
        script.verbatim(question + " as " + HOLDS + " \\gset\n\\if :" + HOLDS + "\n");
    }

    /**
     * Writes what comes after a step.
     *
     * @param open what {@link #open} gave
     * @param record writes the record of a step that was skipped
     */
    void close(List<String> open, Recording record) throws SQLException {
        List<String> inward = new ArrayList<>(open);
        Collections.reverse(inward);
        for (String why : inward) {
            script.verbatim("\\else\n");
            script.remark("left out: " + why);
            record.skipped(why);
            script.verbatim("\\endif\n");
        }
    }
}
