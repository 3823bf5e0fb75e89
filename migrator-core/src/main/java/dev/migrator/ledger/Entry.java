// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.plan.Operation;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.util.Optional;

/**
 * One thing that happened, as a row of the history.
 *
 * @param kind what kind of thing it happened to
 * @param subject the revision, or else the target of the run
 * @param operation what was done
 * @param outcome how it ended
 * @param milliseconds how long it took
 * @param statements how many statements it sent
 * @param error why it failed, or empty
 * @param note what else a reader should know, or empty
 */
public record Entry(
        String kind,
        String subject,
        Operation operation,
        Outcome outcome,
        long milliseconds,
        int statements,
        String error,
        String note) {

    private static final String RUN = "run";

    /** How a thing ended. */
    public enum Outcome {
        /** It began, outside a transaction. */
        STARTED,
        /** It is done. */
        DONE,
        /** It failed. */
        FAILED
    }

    /** Makes an entry for a step, in no time. */
    public static Entry of(Step step, Operation operation, Outcome outcome) {
        return new Entry(step.kind().label(), step.id().value(), operation, outcome, 0, 0, "", "");
    }

    /** Makes an entry for something that was done to a run as a whole. */
    public static Entry ofRun(String target, Operation operation, String note) {
        return new Entry(RUN, target, operation, Outcome.DONE, 0, 0, "", note);
    }

    /** Makes the entry that ends a plan in one transaction; nothing where its only step tells as much. */
    public static Optional<Entry> ofOneTransaction(Plan plan) {
        return plan.steps().size() > 1
                ? Optional.of(ofRun(
                        plan.target(),
                        Operation.SINGLE_TRANSACTION,
                        plan.steps().size() + " steps in one"))
                : Optional.empty();
    }

    /** The same, with figures. */
    public Entry taking(long time, int sent) {
        return new Entry(kind, subject, operation, outcome, time, sent, error, note);
    }

    /** The same, with a reason. */
    public Entry because(String reason) {
        return new Entry(kind, subject, operation, outcome, milliseconds, statements, reason, note);
    }

    /** The same, with what a reader should know. */
    public Entry noting(String text) {
        return new Entry(kind, subject, operation, outcome, milliseconds, statements, error, text);
    }
}
