// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepFailure;
import dev.migrator.plan.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step failed; the report tells what was done before, what became of the step, and what was not run. */
public final class RunFailedException extends MigratorException {

    private static final long serialVersionUID = 1L;

    private final transient RunReport report;
    private final transient @Nullable Rehearsal rehearsal;

    RunFailedException(RunReport report, StepFailure failure) {
        this(report, failure, null);
    }

    RunFailedException(RunReport report, StepFailure failure, @Nullable Rehearsal rehearsal) {
        super(
                what(failure.step()) + " failed"
                        + (failure.source().isEmpty() ? "" : " at " + failure.source()) + ": " + failure.reason() + ". "
                        + failure.fate() + "; " + report.doneBeforeFailure().size()
                        + " earlier step(s) of this run stay, "
                        + report.notRun().size() + " were not begun",
                failure.cause());
        this.report = report;
        this.rehearsal = rehearsal;
    }

    private static String what(Step step) {
        return step instanceof Step.Hook hook ? hook.called() : step.kind().label() + " " + step.id();
    }

    /** What the run did. */
    public RunReport report() {
        return report;
    }

    /** What was found out before the step failed, where it was a dry run. */
    public Optional<Rehearsal> rehearsal() {
        return Optional.ofNullable(rehearsal);
    }
}
