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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes into a script what must hold before a step: a check that stops it, a warning, or for what may be skipped a branch
 * that psql takes or not. Not thread-safe.
 */
final class ScriptPreconditions {

    private static final String HOLDS = "migrator_holds";
    private static final String ANSWERED = "migrator_answered";

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
     * @return why each of the branches is not taken
     */
    List<String> open(Step step) {
        List<String> open = new ArrayList<>();
        if (step instanceof Step.Downgrade && branches(step)) {
            script.verbatim(ledger.wasRun(home, step) + " as " + HOLDS + " \\gset\n");
            branch(open, StepClock.NOTHING_TO_UNDO);
        }
        for (Precondition condition : PreconditionCheck.of(step)) {
            ask(condition, step.isTransactional() ? PreconditionCheck.Part.WITHIN : PreconditionCheck.Part.ALONE);
            Precondition shown = PreconditionCheck.shown(condition);
            unless(
                    ANSWERED,
                    () -> script.stop(String.valueOf(PreconditionException.unknown(shown, "gave null, or no row", null)
                            .getMessage())));
            String unmet = String.valueOf(PreconditionException.unmet(shown).getMessage());
            if (condition.otherwise() == Otherwise.HALT) {
                unless(HOLDS, () -> script.stop(unmet));
            } else if (condition.otherwise() == Otherwise.WARN) {
                unless(HOLDS, () -> script.warn(unmet));
            } else {
                branch(open, StepClock.note(List.of(condition)));
            }
        }
        return open;
    }

    /** Has psql remember the answer: what a query is asked in is undone, and names in it are its own. */
    private void ask(Precondition condition, PreconditionCheck.Part part) {
        script.statement(part.before());
        script.verbatim("select holds is not null as " + ANSWERED + ", holds is true as " + HOLDS + " from (select (\n"
                + condition.query() + "\n) as holds offset 0) as asked \\gset\n");
        script.statement(part.after());
        script.insist(RunLock.isHeld(RunLock.key(ledger.lockName(home))), RunLock.LOST);
    }

    private void unless(String variable, Runnable what) {
        script.verbatim("\\if :" + variable + "\n\\else\n");
        what.run();
        script.verbatim("\\endif\n");
    }

    private void branch(List<String> open, String why) {
        open.add(why);
        script.verbatim("\\set " + leftOut(open.size()) + " off\n\\if :" + HOLDS + "\n");
    }

    private static String leftOut(int branch) {
        return "migrator_left_out_" + branch;
    }

    /**
     * Writes what comes after the body of a step.
     *
     * @param open what {@link #open} gave
     */
    void close(List<String> open) {
        for (int branch = open.size(); branch > 0; branch--) {
            script.verbatim("\\else\n");
            script.remark("left out: " + open.get(branch - 1));
            script.verbatim("\\set " + leftOut(branch) + " on\n\\endif\n");
        }
    }

    /**
     * Writes the record of a step, by whether its body was left out.
     *
     * @param open what {@link #open} gave
     * @param done writes the record of one that was not
     * @param skipped writes the record of one that was
     */
    void record(List<String> open, Session.Work done, Recording skipped) throws SQLException {
        for (int branch = 1; branch <= open.size(); branch++) {
            script.verbatim((branch == 1 ? "\\if :" : "\\elif :") + leftOut(branch) + "\n");
            skipped.skipped(open.get(branch - 1));
        }
        if (open.isEmpty()) {
            done.run();
            return;
        }
        script.verbatim("\\else\n");
        done.run();
        script.verbatim("\\endif\n");
    }
}
