// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.HistoryView;
import dev.migrator.cli.output.View;
import dev.migrator.graph.RevisionGraph;
import picocli.CommandLine.Command;

@Command(
        name = "history",
        abbreviateSynopsis = true,
        description = "List all revisions of the code, newest first; asks no database.")
final class HistoryCommand extends Verb {

    HistoryCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        RevisionGraph graph = session().offline().graph();
        return new HistoryView(
                graph, graph.all().reversed().stream().map(graph::get).toList());
    }
}
