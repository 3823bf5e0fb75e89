// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Units;
import dev.migrator.plan.Tag;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Revisions on a line each, with their parents and, in parentheses, what else they need.
 *
 * @param graph the graph
 * @param revisions the revisions, newest first
 * @param current the tips of the database, where they are to be marked
 * @param tags the tags of the database, where they are to be marked
 * @param skipped what the database counts as applied though its body was left out, where that is to be marked
 * @param units repeatables and seeds, in their order; none where only a part of the history is looked at
 * @param hooks what runs around others, likewise
 */
public record HistoryView(
        RevisionGraph graph,
        List<RevisionId> revisions,
        Optional<Set<RevisionId>> current,
        List<Tag> tags,
        Set<RevisionId> skipped,
        List<Units.Unit> units,
        List<RevisionDescriptor> hooks)
        implements View {

    /** Copies the lists. */
    public HistoryView {
        revisions = List.copyOf(revisions);
        tags = List.copyOf(tags);
        units = List.copyOf(units);
        hooks = List.copyOf(hooks);
    }

    @Override
    public void print(Printer out) {
        revisions.forEach(id -> out.line(line(out.style(), id)));
        printUnits(out);
    }

    /** What is no revision stands below all that are. */
    void printUnits(Printer out) {
        units.forEach(unit -> out.line(line(out.style(), unit)));
        hooks.forEach(hook -> out.line("hook " + out.style().id(hook.id())
                + (hook.message().isEmpty() ? "" : ", " + Style.oneLine(hook.message()))));
    }

    private static String line(Style style, Units.Unit unit) {
        List<RevisionId> needed =
                Stream.concat(unit.units().stream(), unit.revisions().stream()).toList();
        String message = Style.oneLine(unit.code().message());
        return unit.code().kind().label() + (needed.isEmpty() ? "" : " (" + ids(style, needed) + ")") + " "
                + style.id(unit.name()) + (message.isEmpty() ? "" : ", " + message);
    }

    private String line(Style style, RevisionId id) {
        List<RevisionId> parents = graph.parents(id);
        List<RevisionId> dependencies = graph.dependencies(id);
        String message = Style.oneLine(graph.get(id).message());
        return (parents.isEmpty() ? "<base>" : ids(style, parents))
                + (dependencies.isEmpty() ? "" : " (" + ids(style, dependencies) + ")")
                + " -> " + name(style, id) + (message.isEmpty() ? "" : ", " + message);
    }

    /** A revision with its labels and what is special about it. */
    String name(Style style, RevisionId id) {
        List<String> labels = graph.get(id).branchLabels();
        return style.id(id)
                + (labels.isEmpty() ? "" : " " + style.label("(" + String.join(", ", labels) + ")"))
                + Steps.phase(style, graph.get(id))
                + Marks.of(graph, id).text(style)
                + (skipped.contains(id) ? " " + style.warning("(skipped)") : "")
                + (isCurrent(id) ? " " + style.strong("(current)") : "")
                + TagsView.marks(style, tags, id);
    }

    static String ids(Style style, Collection<RevisionId> ids) {
        return ids.stream().map(style::id).collect(Collectors.joining(", "));
    }

    private boolean isCurrent(RevisionId id) {
        return current.filter(tips -> tips.contains(id)).isPresent();
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("revisions", revisions.stream().map(this::shape).toList());
        Stream.of(Kind.REPEATABLE, Kind.SEED)
                .filter(kind -> units.stream().anyMatch(unit -> unit.code().kind() == kind))
                .forEach(kind -> document.put(
                        kind.label() + "s",
                        units.stream()
                                .filter(unit -> unit.code().kind() == kind)
                                .map(Shapes::unit)
                                .toList()));
        if (!hooks.isEmpty()) {
            document.put("hooks", hooks.stream().map(Shapes::hook).toList());
        }
        return document;
    }

    private Map<String, @Nullable Object> shape(RevisionId id) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>(Shapes.revision(graph, graph.get(id)));
        if (current.isPresent()) {
            shape.put("current", isCurrent(id));
            shape.put("skipped", skipped.contains(id));
            shape.put(
                    "tags",
                    tags.stream()
                            .filter(tag -> tag.heads().contains(id))
                            .map(tag -> tag.name().value())
                            .toList());
        }
        return shape;
    }
}
