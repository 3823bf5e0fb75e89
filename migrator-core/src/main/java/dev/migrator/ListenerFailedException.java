// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.execute.Listeners;
import dev.migrator.outcome.RunReport;
import java.util.List;
import java.util.stream.Collectors;

/** A run went well, and a listener failed after it; the report tells what was done, and that stays. */
public final class ListenerFailedException extends MigratorException {

    private static final long serialVersionUID = 1L;

    private final transient RunReport report;

    ListenerFailedException(RunReport report, List<Listeners.Failed> failed) {
        super(
                failed.stream()
                                .map(each ->
                                        "the listener " + each.listener() + " failed after the run: " + each.thrown())
                                .collect(Collectors.joining("; "))
                        + ". The run itself went well, and what it did stays: "
                        + report.done().size()
                        + " step(s); see to what the listener was to do, as no further run will call it for these",
                failed.get(0).thrown());
        this.report = report;
    }

    /** What the run did. */
    public RunReport report() {
        return report;
    }
}
