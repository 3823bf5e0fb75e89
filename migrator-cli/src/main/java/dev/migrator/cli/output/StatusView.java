// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Status;
import dev.migrator.revision.AppliedRevision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How every revision, repeatable and seed stands in a database.
 *
 * @param status how they stand
 */
public record StatusView(Status status) implements View {

    @Override
    public void print(Printer out) {
        Style style = out.style();
        Table table = new Table("");
        for (Status.Entry entry : status.entries()) {
            table.row(state(style, entry.state()), style.id(entry.id()), Style.oneLine(entry.message()));
        }
        table.print(out);
        UnitsView.print(out, "repeatable", status.repeatables());
        UnitsView.print(out, "seed", status.seeds());
        String counts = Stream.of(Status.State.values())
                .filter(state -> !status.in(state).isEmpty())
                .map(state -> status.in(state).size() + " " + state.label())
                .collect(Collectors.joining(", "));
        out.line((counts.isEmpty() ? "no revisions" : counts) + "; the database is at "
                + Steps.place(style, status.current()) + ", the code at " + Steps.place(style, status.heads()));
    }

    private static String state(Style style, Status.State state) {
        return switch (state) {
            case APPLIED -> style.good(state.label());
            case PENDING -> style.strong(state.label());
            case MOVED, UNKNOWN -> style.warning(state.label());
            case GAP, INTERRUPTED, REPLACED -> style.bad(state.label());
        };
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        for (Status.State state : Status.State.values()) {
            counts.put(state.label(), status.in(state).size());
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("current", Shapes.ids(status.current()));
        document.put("heads", Shapes.ids(status.heads()));
        document.put("counts", counts);
        document.put(
                "revisions", status.entries().stream().map(StatusView::shape).toList());
        document.put(
                "repeatables", status.repeatables().stream().map(Shapes::unit).toList());
        document.put("seeds", status.seeds().stream().map(Shapes::unit).toList());
        return document;
    }

    private static Map<String, @Nullable Object> shape(Status.Entry entry) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", entry.id().value());
        shape.put("state", entry.state().label());
        shape.put("message", entry.message());
        shape.put("appliedAt", entry.applied().map(AppliedRevision::appliedAt).orElse(null));
        shape.put("appliedBy", entry.applied().map(AppliedRevision::appliedBy).orElse(null));
        return shape;
    }
}
