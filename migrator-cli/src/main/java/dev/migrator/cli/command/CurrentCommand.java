// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.CurrentView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(name = "current", abbreviateSynopsis = true, description = "Show where the database is.")
final class CurrentCommand extends Verb {

    CurrentCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return session().online(migrator -> new CurrentView(migrator.status()));
    }
}
