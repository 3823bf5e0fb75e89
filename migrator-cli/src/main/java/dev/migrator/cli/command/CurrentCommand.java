// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.PhaseOption;
import dev.migrator.cli.output.CurrentCheckView;
import dev.migrator.cli.output.CurrentView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "current", abbreviateSynopsis = true, description = "Show where the database is.")
final class CurrentCommand extends Verb {

    @Option(
            names = "--check",
            description =
                    "End with 4 unless the database is at the real heads of the code, with nothing missing below; of what"
                            + " --phase leaves, nothing is expected.")
    private boolean check;

    @Mixin
    private PhaseOption phase = new PhaseOption();

    CurrentCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return session().online(migrator -> {
            CurrentView current = new CurrentView(migrator.status());
            return check ? new CurrentCheckView(current, phase.last(session().settings())) : current;
        });
    }
}
