// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepFailure;

/** A step failed; the report tells what was done before, what became of the step, and what was not run. */
public final class RunFailedException extends MigratorException {

    private static final long serialVersionUID = 1L;

    private final transient RunReport report;

    RunFailedException(RunReport report, StepFailure failure) {
        super(
                "revision " + failure.step().id() + " failed"
                        + (failure.source().isEmpty() ? "" : " at " + failure.source()) + ": " + failure.reason() + ". "
                        + failure.fate() + "; " + report.done().size() + " earlier step(s) of this run stay, "
                        + report.notRun().size() + " were not begun",
                failure.cause());
        this.report = report;
    }

    /** What the run did. */
    public RunReport report() {
        return report;
    }
}
