// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.CurrentCheckView;
import dev.migrator.cli.output.CurrentView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "current", abbreviateSynopsis = true, description = "Show where the database is.")
final class CurrentCommand extends Verb {

    @Option(
            names = "--check",
            description =
                    "End with 4 unless the database is at the real heads of the code, with nothing missing below.")
    private boolean check;

    CurrentCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return session().online(migrator -> {
            CurrentView current = new CurrentView(migrator.status());
            return check ? new CurrentCheckView(current) : current;
        });
    }
}
