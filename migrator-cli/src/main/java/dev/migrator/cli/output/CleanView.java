// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.CleanPlan;
import dev.migrator.plan.Removal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goes, or went, when schemas are emptied.
 *
 * @param plan what that is
 * @param address the address of the database, without anything that may be secret
 * @param state what has become of it
 */
public record CleanView(CleanPlan plan, String address, State state) implements View {

    private static final int MOST_NAMES = 24;

    /** What has become of it. */
    public enum State {
        /** It is only told. */
        PLANNED,
        /** It is gone. */
        DROPPED
    }

    @Override
    public void print(Printer out) {
        if (!plan.absent().isEmpty()) {
            out.line("there is no schema " + Style.oneLine(String.join(", ", plan.absent())));
        }
        String database = out.style().strong(Style.oneLine(plan.database())) + " (" + address + ")";
        if (plan.isEmpty()) {
            out.line("nothing to do: nothing is in " + schemas() + " of " + database);
        } else if (state == State.DROPPED) {
            out.line("dropped from " + schemas() + " of " + database + ": " + summary());
        } else {
            printPlan(out, database);
        }
    }

    private void printPlan(Printer out, String database) {
        out.line("clean drops all that is in " + schemas() + " of " + database + ":");
        byKind().forEach((kind, removals) -> {
            out.line("  " + out.style().strong(removals.size() + " " + kind.word(removals.size())));
            Table table = new Table("    ");
            removals.stream()
                    .sorted(Comparator.comparing(CleanView::rowsFirst).reversed())
                    .limit(MOST_NAMES)
                    .forEach(removal -> table.row(Style.oneLine(removal.name()), rows(removal)));
            table.print(out);
            if (removals.size() > MOST_NAMES) {
                out.line("    and " + (removals.size() - MOST_NAMES) + " more");
            }
        });
        if (plan.takesTheLedger()) {
            out.line("The ledger goes too: the next upgrade starts from nothing.");
        }
        int parts = plan.parts().size();
        if (parts > 1) {
            out.line("That takes " + plan.locks() + " locks, and the server has room for " + plan.room()
                    + ": it goes in " + parts
                    + " transactions, the ledger first. Where one fails, what those before it dropped is gone.");
        }
    }

    /** A table of which nobody knows how many rows it has may have the most. */
    private static Long rowsFirst(Removal removal) {
        return removal.rows().map(Removal.RowCount::number).orElse(Long.MAX_VALUE);
    }

    private String schemas() {
        return plan.schemas().isEmpty()
                ? "no schema"
                : (plan.schemas().size() == 1 ? "the schema " : "the schemas ")
                        + Style.oneLine(String.join(", ", plan.schemas()));
    }

    private String summary() {
        return byKind().entrySet().stream()
                .map(entry -> entry.getValue().size() + " "
                        + entry.getKey().word(entry.getValue().size()))
                .collect(Collectors.joining(", "));
    }

    private static String rows(Removal removal) {
        if (removal.kind() != Removal.Kind.TABLE) {
            return "";
        }
        return removal.rows()
                .map(rows -> (rows.exact() ? "" : "about ")
                        + String.format(Locale.ROOT, "%,d", rows.number())
                        + (rows.number() == 1 ? " row" : " rows"))
                .orElse("rows unknown");
    }

    /** By name within a kind. */
    private Map<Removal.Kind, List<Removal>> byKind() {
        return plan.removals().stream()
                .sorted(Comparator.comparing(Removal::kind).thenComparing(Removal::name))
                .collect(Collectors.groupingBy(Removal::kind, LinkedHashMap::new, Collectors.toList()));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("database", plan.database());
        shape.put("address", address);
        shape.put("schemas", plan.schemas());
        shape.put("absentSchemas", plan.absent());
        shape.put("dropped", state == State.DROPPED);
        shape.put("ledger", plan.takesTheLedger());
        shape.put("transactions", plan.isEmpty() ? 0 : plan.parts().size());
        shape.put(
                "objects",
                byKind().values().stream()
                        .flatMap(List::stream)
                        .map(CleanView::object)
                        .toList());
        return Map.of("clean", shape);
    }

    private static Map<String, @Nullable Object> object(Removal removal) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("kind", removal.kind().word());
        shape.put("name", removal.name());
        shape.put("ledger", removal.ledger());
        shape.put("rows", removal.rows().map(Removal.RowCount::number).orElse(null));
        shape.put("exact", removal.rows().map(Removal.RowCount::exact).orElse(false));
        return shape;
    }
}
