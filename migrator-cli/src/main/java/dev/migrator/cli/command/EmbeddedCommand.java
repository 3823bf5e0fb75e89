// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "embedded",
        abbreviateSynopsis = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        description = "Look after the PostgreSQL of url = embedded, which commands start and stop by themselves.")
final class EmbeddedCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private EmbeddedCommand() {}

    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new EmbeddedCommand());
        line.addSubcommand(new EmbeddedStartCommand(session));
        line.addSubcommand(new EmbeddedStopCommand(session));
        line.addSubcommand(new EmbeddedStatusCommand(session));
        line.addSubcommand(new EmbeddedUrlCommand(session));
        return line;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "no verb is given: start, stop, status or psql-url");
        }
    }
}
