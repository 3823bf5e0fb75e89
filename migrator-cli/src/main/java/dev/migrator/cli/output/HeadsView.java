// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Map;

/**
 * Revisions without children; marked where others depend on them.
 *
 * @param graph the graph
 * @param heads the heads, by id
 */
public record HeadsView(RevisionGraph graph, List<RevisionId> heads) implements View {

    @Override
    public void print(Printer out) {
        Style style = out.style();
        Table table = new Table("");
        for (RevisionId head : heads) {
            RevisionDescriptor revision = graph.get(head);
            String labels = revision.branchLabels().isEmpty()
                    ? ""
                    : style.label(" (" + String.join(", ", revision.branchLabels()) + ")");
            String mark = graph.dependents(head).isEmpty() ? "" : style.label(" (effective head)");
            table.row(style.id(head) + labels + Steps.phase(style, revision) + mark, Style.oneLine(revision.message()));
        }
        table.print(out);
        if (heads.isEmpty()) {
            out.line("no revisions");
        }
    }

    @Override
    public Map<String, ?> document() {
        return Map.of(
                "heads",
                heads.stream()
                        .map(head -> Shapes.revision(graph, graph.get(head)))
                        .toList());
    }
}
