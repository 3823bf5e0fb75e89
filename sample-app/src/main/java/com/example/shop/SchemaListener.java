// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static java.lang.System.Logger.Level.INFO;

import dev.migrator.listen.MigrationListener;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;

/**
 * Tells in the log what becomes of the schema. The class loader has it as a service, so that it hears of what the command
 * line does as well.
 */
public final class SchemaListener implements MigrationListener {

    private static final System.Logger LOGGER = System.getLogger(SchemaListener.class.getName());

    @Override
    public void hear(StepEvent event) {
        if (event instanceof StepEvent.StepDone done) {
            LOGGER.log(
                    INFO,
                    "migrated to {0} in {1} ms",
                    done.result().step().id(),
                    done.result().time().toMillis());
        } else if (event instanceof StepEvent.Waiting waiting) {
            LOGGER.log(INFO, "another instance migrates: {0}", waiting.holder());
        }
    }

    @Override
    public void afterRun(RunReport report) {
        LOGGER.log(
                INFO,
                "the schema is {0} after {1} step(s)",
                report.succeeded() ? "as it should be" : "not as it should be",
                report.done().size());
    }
}
