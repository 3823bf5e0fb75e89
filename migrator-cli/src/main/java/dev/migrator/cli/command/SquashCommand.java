// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.View;
import dev.migrator.draft.Drafter;
import dev.migrator.draft.Squash;
import dev.migrator.draft.SquashRequest;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionGraph;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "squash",
        abbreviateSynopsis = true,
        description =
                "Write one SQL revision that stands for a run of older ones, and prove on scratch databases that both"
                        + " ways lead to the same.")
final class SquashCommand extends Verb {

    @Parameters(
            arity = "1",
            paramLabel = "FIRST:LAST",
            description = "The run, by its ends; from base where FIRST is left out.")
    private String range = "";

    @Option(
            names = {"-m", "--message"},
            required = true,
            paramLabel = "MESSAGE",
            description = "What it comes to, in one line.")
    private String message = "";

    @Option(names = "--rev-id", paramLabel = "ID", description = "Its id, instead of a random one.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--as-sent",
            description =
                    "Take the statements that the old revisions send, and not the schema that they come to; so it is"
                            + " always where the run does not begin at base.")
    private boolean asSent;

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description = "The server for the scratch databases, instead of the embedded one.")
    private Optional<String> scratchUrl = Optional.empty();

    SquashCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        Definitions code = session().offline().definitions();
        RevisionGraph graph = code.graph();
        Squash squash = CommandRefusedException.sound(new Drafter(code).squash(new SquashRequest(range, message, id)));
        return new Squashing(session(), graph, squash, asSent || !squash.beginsAtBase()).on(scratchUrl);
    }
}
