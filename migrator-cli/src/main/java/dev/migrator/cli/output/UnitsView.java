// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Status;
import dev.migrator.plan.UnitState;
import dev.migrator.revision.RevisionDescriptor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How every seed stands in a database.
 *
 * @param seeds how they stand
 */
public record UnitsView(List<Status.Unit> seeds) implements View {

    /** Copies the list. */
    public UnitsView {
        seeds = List.copyOf(seeds);
    }

    @Override
    public void print(Printer out) {
        print(out, "seed", seeds);
        String counts = Stream.of(UnitState.values())
                .map(state -> count(state) + " " + state.label())
                .filter(text -> !text.startsWith("0 "))
                .collect(Collectors.joining(", "));
        out.line(counts.isEmpty() ? "no seeds" : counts);
    }

    private long count(UnitState state) {
        return seeds.stream().filter(seed -> seed.state() == state).count();
    }

    /** Prints what is no revision below what is. */
    static void print(Printer out, String kind, List<Status.Unit> units) {
        Style style = out.style();
        Table table = new Table("");
        for (Status.Unit unit : units) {
            List<String> profiles =
                    unit.code().map(RevisionDescriptor::profiles).orElse(List.of());
            table.row(
                    state(style, unit.state()),
                    kind + " " + style.id(unit.name()),
                    Style.oneLine(unit.message())
                            + (profiles.isEmpty() ? "" : " " + style.faint("(" + String.join(", ", profiles) + ")")));
        }
        table.print(out);
    }

    private static String state(Style style, UnitState state) {
        return switch (state) {
            case APPLIED -> style.good(state.label());
            case PENDING, CHANGED -> style.strong(state.label());
            case INTERRUPTED -> style.bad(state.label());
            case UNKNOWN -> style.warning(state.label());
        };
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("seeds", seeds.stream().map(Shapes::unit).toList());
    }
}
