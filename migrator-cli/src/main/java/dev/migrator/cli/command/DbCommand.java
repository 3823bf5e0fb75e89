// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "db",
        abbreviateSynopsis = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        description = "Create or drop the database that url names, or wait until it answers.")
final class DbCommand extends VerbGroup {

    private DbCommand() {}

    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new DbCommand());
        line.addSubcommand(new DbCreateCommand(session));
        line.addSubcommand(new DbDropCommand(session));
        line.addSubcommand(new DbWaitCommand(session));
        return line;
    }
}
