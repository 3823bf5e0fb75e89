// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "seed",
        abbreviateSynopsis = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        description = "Apply and remove data by name, tell how it stands, or write a new seed.")
final class SeedCommand extends VerbGroup {

    private SeedCommand() {}

    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new SeedCommand());
        line.addSubcommand(new SeedApplyCommand(session));
        line.addSubcommand(new SeedRemoveCommand(session));
        line.addSubcommand(new SeedStatusCommand(session));
        line.addSubcommand(new SeedNewCommand(session));
        // A quote is no part of a profile; picocli would put its own opinion about one onto the error stream.
        line.getSubcommands()
                .values()
                .forEach(verb -> verb.getCommandSpec().parser().splitQuotedStrings(true));
        return line;
    }
}
