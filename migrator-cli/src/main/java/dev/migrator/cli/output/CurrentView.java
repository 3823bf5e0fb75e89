// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Status;
import dev.migrator.plan.Tag;
import dev.migrator.revision.RevisionId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is.
 *
 * @param status how each revision stands in it
 */
public record CurrentView(Status status) implements View {

    @Override
    public void print(Printer out) {
        Style style = out.style();
        for (Status.Entry entry : tips()) {
            String mark = status.heads().contains(entry.id()) ? " " + style.good("(head)") : "";
            String state = entry.state() == Status.State.APPLIED
                    ? ""
                    : " " + style.warning("(" + entry.state().label() + ")");
            String message = Style.oneLine(entry.message());
            out.line(style.id(entry.id()) + mark + state + (message.isEmpty() ? "" : ", " + message));
        }
        if (status.current().isEmpty()) {
            out.line("base: nothing is applied");
        }
        tags().forEach(name -> out.line("tag " + style.label(name)));
    }

    private List<Status.Entry> tips() {
        Set<RevisionId> current = Set.copyOf(status.current());
        return status.entries().stream()
                .filter(entry -> current.contains(entry.id()))
                .sorted(Comparator.comparing(Status.Entry::id))
                .toList();
    }

    /** The names that somebody gave to just this. */
    private List<String> tags() {
        return status.tags().stream()
                .filter(Tag::here)
                .map(tag -> tag.name().value())
                .toList();
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("current", tips().stream().map(this::shape).toList());
        document.put("tags", tags());
        document.put("heads", Shapes.ids(status.heads()));
        document.put(
                "upToDate",
                status.missing().isEmpty() && status.dueRepeatables().isEmpty());
        return document;
    }

    private Map<String, @Nullable Object> shape(Status.Entry entry) {
        RevisionId id = entry.id();
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", id.value());
        shape.put("message", entry.message());
        shape.put("head", status.heads().contains(id));
        shape.put("state", entry.state().label());
        return shape;
    }
}
