// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.ShowView;
import dev.migrator.cli.output.View;
import dev.migrator.graph.Target;
import dev.migrator.plan.Planner;
import dev.migrator.revision.RevisionId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        abbreviateSynopsis = true,
        description = "Show all that the code says of a revision; asks the database only for current, +N, -N and tags.")
final class ShowCommand extends Verb {

    @Parameters(
            arity = "1",
            paramLabel = "TARGET",
            description =
                    "An id or the first 4 characters of one, a label, head, heads, current, +N or -N from there, …")
    private String symbol = "";

    ShowCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        Target target = CommandRefusedException.sound(Target.parse(symbol));
        Planner planner = new NamedByDatabase(session()).planner(target.isRelative(), asked -> asked.revisions(target));
        List<RevisionId> found = List.copyOf(CommandRefusedException.sound(planner.revisions(target)));
        return new ShowView(
                planner.graph(), found.stream().map(planner.graph()::get).toList());
    }
}
