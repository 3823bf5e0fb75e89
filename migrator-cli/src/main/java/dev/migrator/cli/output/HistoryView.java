// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Revisions on a line each, with their parents and, in parentheses, what else they need.
 *
 * @param graph the graph
 * @param revisions the revisions, newest first
 * @param current the tips of the database, where they are to be marked
 */
public record HistoryView(RevisionGraph graph, List<RevisionId> revisions, Optional<Set<RevisionId>> current)
        implements View {

    /** Copies the list. */
    public HistoryView {
        revisions = List.copyOf(revisions);
    }

    @Override
    public void print(Printer out) {
        revisions.forEach(id -> out.line(line(out.style(), id)));
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
                + Marks.of(graph, id).text(style)
                + (isCurrent(id) ? " " + style.strong("(current)") : "");
    }

    static String ids(Style style, Collection<RevisionId> ids) {
        return ids.stream().map(style::id).collect(Collectors.joining(", "));
    }

    private boolean isCurrent(RevisionId id) {
        return current.filter(tips -> tips.contains(id)).isPresent();
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("revisions", revisions.stream().map(this::shape).toList());
    }

    private Map<String, @Nullable Object> shape(RevisionId id) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>(Shapes.revision(graph, graph.get(id)));
        if (current.isPresent()) {
            shape.put("current", isCurrent(id));
        }
        return shape;
    }
}
