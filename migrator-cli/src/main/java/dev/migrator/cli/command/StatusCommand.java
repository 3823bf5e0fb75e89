// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.StatusView;
import dev.migrator.cli.output.View;
import dev.migrator.plan.Planner;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        abbreviateSynopsis = true,
        description = "Show how every revision stands: applied, pending, gap, unknown, moved or interrupted.")
final class StatusCommand extends Verb {

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return session().online(migrator -> {
            Planner planner = migrator.planner();
            return new StatusView(planner.status(), migrator.hooks().status(planner));
        });
    }
}
