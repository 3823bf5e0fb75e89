// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.RevisionDescriptor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every revision on a line, with its parents.
 *
 * @param graph the graph
 * @param revisions the revisions, newest first
 */
public record HistoryView(RevisionGraph graph, List<RevisionDescriptor> revisions) implements View {

    @Override
    public void print(Printer out) {
        revisions.forEach(revision -> out.line(line(out.style(), revision)));
    }

    private String line(Style style, RevisionDescriptor revision) {
        String parents = revision.downRevisions().isEmpty()
                ? "<base>"
                : revision.downRevisions().stream().map(style::id).collect(Collectors.joining(", "));
        String labels = revision.branchLabels().isEmpty()
                ? ""
                : " " + style.label("(" + String.join(", ", revision.branchLabels()) + ")");
        String marks = Marks.of(graph, revision.id()).text(style);
        return parents + " -> " + style.id(revision.id()) + labels + marks
                + (revision.message().isEmpty() ? "" : ", " + Style.oneLine(revision.message()));
    }

    @Override
    public Map<String, ?> document() {
        return Map.of(
                "revisions",
                revisions.stream()
                        .map(revision -> Shapes.revision(graph, revision))
                        .toList());
    }
}
