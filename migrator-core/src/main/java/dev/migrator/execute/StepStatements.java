// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.StepEvent;
import dev.migrator.plan.Step;
import dev.migrator.revision.Audit;
import dev.migrator.revision.SentStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What is told and kept of the statements of one try of a step. Not thread-safe. */
final class StepStatements {

    private final Step step;
    private final StatementRules rules;
    private final List<SentStatement> kept = new ArrayList<>();
    private final StatementWatch watch;
    private int leftOut;
    private int last;
    private long rows;

    private StepStatements(Step step, StatementRules rules) {
        this.step = step;
        this.rules = rules;
        this.watch = rules.isHeard()
                ? StatementWatch.of(rules.level() == Audit.FULL, this::starts, this::sent)
                : StatementWatch.OFF;
    }

    static StepStatements of(Step step, StatementRules rules) {
        return new StepStatements(step, rules);
    }

    StatementWatch watch() {
        return watch;
    }

    private void starts(String sql) {
        rules.tell(() -> new StepEvent.StatementStarted(step, StatementWatch.told(sql)));
    }

    private void sent(SentStatement statement) {
        last = statement.ordinal();
        rows += statement.rows().orElse(0);
        rules.tell(() -> new StepEvent.StatementRun(step, shown(statement)));
        if (rules.level() == Audit.OFF) {
            return;
        }
        if (rules.budget().takes(statement)) {
            kept.add(statement);
        } else {
            leftOut++;
        }
    }

    /** What is shown live has no values, whatever is kept. */
    private static SentStatement shown(SentStatement statement) {
        return new SentStatement(
                statement.ordinal(), statement.sql(), List.of(), statement.rows(), statement.time(), statement.error());
    }

    /** How many rows they changed or gave, as far as that is known. */
    long rows() {
        return rows;
    }

    /** What is to be kept, now that the last of them was sent. */
    List<SentStatement> kept() {
        if (leftOut > 0) {
            kept.add(new SentStatement(
                    last + 1,
                    "-- " + leftOut + " more statement(s) left out: a run keeps " + AuditBudget.MOST_STATEMENTS
                            + " statements and " + AuditBudget.MOST_CHARACTERS + " characters",
                    List.of(),
                    OptionalLong.empty(),
                    Duration.ZERO,
                    ""));
            leftOut = 0;
        }
        return List.copyOf(kept);
    }
}
