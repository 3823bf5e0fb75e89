// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "embedded",
        abbreviateSynopsis = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        description = "Look after the PostgreSQL of url = embedded, which commands start and stop by themselves.")
final class EmbeddedCommand extends VerbGroup {

    private EmbeddedCommand() {}

    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new EmbeddedCommand());
        line.addSubcommand(new EmbeddedStartCommand(session));
        line.addSubcommand(new EmbeddedStopCommand(session));
        line.addSubcommand(new EmbeddedStatusCommand(session));
        line.addSubcommand(new EmbeddedUrlCommand(session));
        return line;
    }
}
