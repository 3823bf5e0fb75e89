// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Entry;
import dev.migrator.outcome.StepFailure.Aftermath;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Measures one try of one step, and knows what a failure would come to. Not thread-safe. */
final class StepClock {

    private final Step step;
    private final Statements statements;
    private final StepStatements audit;
    private long start = System.nanoTime();
    private Optional<Set<String>> invalidBefore = Optional.empty();
    private Aftermath aftermath;

    StepClock(Step step, Statements statements, StepStatements audit, Aftermath aftermath) {
        this.step = step;
        this.statements = statements;
        this.audit = audit;
        this.aftermath = aftermath;
    }

    /** Measures from here on: what was done before was not for the step. */
    void restart() {
        start = System.nanoTime();
    }

    Step step() {
        return step;
    }

    Statements statements() {
        return statements;
    }

    /** What is told and kept of them. */
    StepStatements audit() {
        return audit;
    }

    /** The invalid indexes that were there before; nothing where none can come of the step. */
    Optional<Set<String>> invalidBefore() {
        return invalidBefore;
    }

    void foundInvalid(Set<String> indexes) {
        invalidBefore = Optional.of(indexes);
    }

    /** What a failure at this point comes to. */
    Aftermath aftermath() {
        return aftermath;
    }

    void nowFailureMeans(Aftermath other) {
        aftermath = other;
    }

    Operation operation() {
        if (step instanceof Step.Replace) {
            return Operation.REPLACE;
        }
        if (step.kind() == Kind.SEED && !(step instanceof Step.Unmark)) {
            return step.isUp() ? Operation.SEED_APPLY : Operation.SEED_REMOVE;
        }
        return step.isUp() ? Operation.UPGRADE : Operation.DOWNGRADE;
    }

    StepResult result() {
        return new StepResult(step, elapsed(), statements.count());
    }

    Entry entry(Entry.Outcome outcome, String error) {
        return Entry.of(step, operation(), outcome)
                .taking(elapsed().toMillis(), statements.count())
                .because(error)
                .noting(note());
    }

    private String note() {
        if (step instanceof Step.Replace replace) {
            return note(replace);
        }
        if (step instanceof Step.Unmark) {
            return "forgotten, to run again";
        }
        return step instanceof Step.Undo ? "by the SQL that the ledger kept" : "";
    }

    static String note(Step.Replace step) {
        return "in place of " + RevisionId.list(step.replaced());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
