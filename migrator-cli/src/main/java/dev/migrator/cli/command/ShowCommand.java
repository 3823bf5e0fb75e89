// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.ShowUnitView;
import dev.migrator.cli.output.ShowView;
import dev.migrator.cli.output.View;
import dev.migrator.graph.Target;
import dev.migrator.plan.HookName;
import dev.migrator.plan.Planner;
import dev.migrator.revision.RevisionId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        abbreviateSynopsis = true,
        description =
                "Show all that the code says of a revision, a repeatable or a seed; asks the database only for current, +N, -N,"
                        + " tags, and how the latter stand.")
final class ShowCommand extends Verb {

    @Parameters(
            arity = "1",
            paramLabel = "SUBJECT",
            description =
                    "An id or the first 4 characters of one, a label, head, heads, current, +N or -N from there, …; the name"
                            + " of a repeatable or a seed")
    private String symbol = "";

    ShowCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        HookName.mistaken(symbol).ifPresent(issue -> {
            throw new CommandRefusedException(List.of(issue));
        });
        Target target = CommandRefusedException.sound(Target.parse(symbol));
        NamedByDatabase.Asked asked =
                new NamedByDatabase(session()).ask(target.isRelative(), planner -> planner.revisions(target));
        Planner planner = asked.planner();
        return planner.revisions(target).<Boolean>fold(found -> true, unknown -> false)
                ? revisions(planner, target)
                : ShowUnitView.of(new RevisionId(symbol), planner, asked.database())
                        .<View>map(unit -> unit)
                        .orElseGet(() -> revisions(planner, target));
    }

    private static View revisions(Planner planner, Target target) {
        List<RevisionId> found = List.copyOf(CommandRefusedException.sound(planner.revisions(target)));
        return new ShowView(
                planner.graph(), found.stream().map(planner.graph()::get).toList());
    }
}
