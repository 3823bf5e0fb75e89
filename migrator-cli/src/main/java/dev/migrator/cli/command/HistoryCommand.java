// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.HistoryGraphView;
import dev.migrator.cli.output.HistoryView;
import dev.migrator.cli.output.ShowUnitView;
import dev.migrator.cli.output.View;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.Range;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetIssue;
import dev.migrator.graph.Units;
import dev.migrator.plan.HookName;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Status;
import dev.migrator.revision.Nearest;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        abbreviateSynopsis = true,
        description = "List the revisions of the code, newest first; asks the database only for current,"
                + " tags and --indicate-current.")
final class HistoryCommand extends Verb {

    @Parameters(
            arity = "0..1",
            paramLabel = "RANGE",
            description = "Two targets with a colon between, either of which may be left out: a1b2:head, current:,"
                    + " :billing@head; -5: for the last five steps, base:+3 for the first three. Without it, all. Or the"
                    + " name of a repeatable or a seed.")
    private String range = ":";

    @Option(names = "--graph", description = "Draw the lanes that lead from each revision to its parents.")
    private boolean graph;

    @Option(names = "--indicate-current", description = "Mark where the database is, and its tags.")
    private boolean indicateCurrent;

    HistoryCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        if (!range.contains(":")) {
            return named();
        }
        Range parsed = CommandRefusedException.sound(Range.parse(range));
        boolean asksDatabase = indicateCurrent || !parsed.relativeEnds().isEmpty();
        Planner planner = new NamedByDatabase(session()).planner(asksDatabase, asked -> asked.history(parsed));
        List<RevisionId> revisions =
                CommandRefusedException.sound(planner.history(parsed)).reversed();
        Optional<Set<RevisionId>> current =
                indicateCurrent ? Optional.of(Set.copyOf(planner.current())) : Optional.empty();
        Definitions code = planner.definitions();
        boolean whole = range.equals(":");
        List<Units.Unit> units = whole ? units(code) : List.of();
        Optional<Status> status = indicateCurrent ? Optional.of(planner.status()) : Optional.empty();
        HistoryView view = new HistoryView(
                planner.graph(),
                revisions,
                current,
                status.map(Status::tags).orElse(List.of()),
                status.map(there -> Set.copyOf(there.in(Status.State.SKIPPED))).orElse(Set.of()),
                units,
                whole ? session().offline().hooks().all() : List.of());
        return graph ? new HistoryGraphView(view, session().width()) : view;
    }

    private static List<Units.Unit> units(Definitions code) {
        return Stream.of(code.repeatables(), code.seeds())
                .flatMap(each -> each.all().stream())
                .toList();
    }

    /** What no revision is, and so has no place in a range. */
    private View named() {
        Definitions code = session().planner(false).definitions();
        List<Units.Unit> named = units(code).stream()
                .filter(unit -> unit.name().value().equals(range))
                .toList();
        if (named.isEmpty()) {
            throw new CommandRefusedException(List.of(HookName.mistaken(range).orElseGet(() -> noRange(code))));
        }
        return new HistoryView(code.graph(), List.of(), Optional.empty(), List.of(), Set.of(), named, List.of());
    }

    /** A tag may have been meant, or what only the database has. */
    private TargetIssue noRange(Definitions code) {
        Optional<Target> target = Target.parse(range)
                .fold(parsed -> Optional.of(parsed).filter(each -> !each.isRelative()), issues -> Optional.empty());
        if (target.isPresent()) {
            NamedByDatabase.Asked asked =
                    new NamedByDatabase(session()).ask(false, planner -> planner.revisions(target.get()));
            if (asked.planner().revisions(target.get()).<Boolean>fold(found -> true, unknown -> false)) {
                return TargetIssue.notARange(range, List.of(range + ":"));
            }
            Optional<ShowUnitView> unit = ShowUnitView.of(new RevisionId(range), asked.planner(), asked.database());
            if (unit.isPresent()) {
                return TargetIssue.notInCode(range, unit.get().kind());
            }
        }
        return TargetIssue.notARange(
                range,
                Nearest.names(
                        range, units(code).stream().map(unit -> unit.name().value())));
    }
}
