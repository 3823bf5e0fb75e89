// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.HeadsView;
import dev.migrator.cli.output.View;
import dev.migrator.graph.RevisionGraph;
import picocli.CommandLine.Command;

@Command(
        name = "heads",
        abbreviateSynopsis = true,
        description = "List the revisions that nobody builds on; asks no database.")
final class HeadsCommand extends Verb {

    HeadsCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        RevisionGraph graph = session().offline().graph();
        return new HeadsView(graph, graph.realHeads().byId());
    }
}
