// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where lines part: revisions with several children.
 *
 * @param graph the graph
 */
public record BranchesView(RevisionGraph graph) implements View {

    private List<RevisionId> branchpoints() {
        return graph.all().reversed().stream()
                .filter(id -> graph.children(id).size() > 1)
                .toList();
    }

    @Override
    public void print(Printer out) {
        for (RevisionId point : branchpoints()) {
            out.line(line(out.style(), point));
            graph.children(point).byId().forEach(child -> out.line("    -> " + line(out.style(), child)));
        }
        if (branchpoints().isEmpty()) {
            out.line("no branch points");
        }
    }

    private String line(Style style, RevisionId id) {
        String message = Style.oneLine(graph.get(id).message());
        return style.id(id) + Marks.of(graph, id).text(style) + (message.isEmpty() ? "" : ", " + message);
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("branchpoints", branchpoints().stream().map(this::shape).toList());
    }

    private Map<String, @Nullable Object> shape(RevisionId point) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>(Shapes.revision(graph, graph.get(point)));
        shape.put(
                "children",
                graph.children(point).byId().stream().map(this::child).toList());
        return shape;
    }

    private Map<String, @Nullable Object> child(RevisionId child) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", child.value());
        shape.put("labels", graph.get(child).branchLabels());
        shape.put("message", graph.get(child).message());
        return shape;
    }
}
