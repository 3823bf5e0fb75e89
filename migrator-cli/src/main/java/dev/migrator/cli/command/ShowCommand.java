// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.Migrator;
import dev.migrator.cli.output.ShowView;
import dev.migrator.cli.output.View;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.revision.RevisionId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        abbreviateSynopsis = true,
        description = "Show all that the code says of a revision; asks the database only for current, +N and -N.")
final class ShowCommand extends Verb {

    @Parameters(
            arity = "1",
            paramLabel = "REV",
            description = "An id or the first 4 characters of one, a label, head, heads, current, …")
    private String symbol = "";

    ShowCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        boolean relative = Target.parse(symbol).<Boolean>fold(Target::isRelative, issues -> false);
        return relative ? session().online(this::show) : show(session().offline());
    }

    private View show(Migrator migrator) {
        List<RevisionId> found = migrator.resolve(symbol);
        if (found.isEmpty()) {
            throw new CommandRefusedException(List.of(new NamesNothing(symbol)));
        }
        RevisionGraph graph = migrator.graph();
        return new ShowView(graph, found.stream().map(graph::get).toList());
    }
}
