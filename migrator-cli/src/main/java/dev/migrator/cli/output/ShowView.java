// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.Phase;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that the code says of some revisions.
 *
 * @param graph the graph
 * @param revisions the revisions
 */
public record ShowView(RevisionGraph graph, List<RevisionDescriptor> revisions) implements View {

    @Override
    public void print(Printer out) {
        if (revisions.isEmpty()) {
            out.line("base: below every revision");
        }
        for (int i = 0; i < revisions.size(); i++) {
            if (i > 0) {
                out.line("");
            }
            print(out, revisions.get(i));
        }
    }

    private void print(Printer out, RevisionDescriptor revision) {
        Style style = out.style();
        RevisionId id = revision.id();
        Table table = new Table("");
        table.row("revision", style.id(id) + Marks.of(graph, id).text(style));
        table.row("message", Style.oneLine(revision.message()));
        table.row("parents", revision.downRevisions().isEmpty() ? "<base>" : list(style, revision.downRevisions()));
        optional(table, "children", list(style, graph.children(id).byId()));
        optional(table, "depends on", list(style, graph.dependencies(id)));
        optional(table, "needed by", list(style, graph.dependents(id).byId()));
        optional(table, "labels", style.label(String.join(", ", revision.branchLabels())));
        optional(table, "replaces", list(style, revision.replaces()));
        optional(
                table,
                "phase",
                revision.phase() == Phase.EXPAND ? "" : revision.phase().label());
        for (Precondition each : revision.preconditions()) {
            table.row("precondition", Steps.precondition(each));
        }
        optional(table, "author", Style.oneLine(revision.author()));
        optional(table, "class", revision.className());
        table.row("found in", revision.location());
        table.row("runs", runs(revision));
        table.print(out);
    }

    static String runs(RevisionDescriptor revision) {
        return (revision.transactional() ? "in a transaction" : "outside a transaction")
                + (revision.reversible() ? ", can be undone" : ", cannot be undone");
    }

    static void optional(Table table, String name, String value) {
        if (!value.isEmpty()) {
            table.row(name, value);
        }
    }

    static String list(Style style, Collection<RevisionId> ids) {
        return ids.isEmpty() ? "" : ids.stream().map(style::id).collect(Collectors.joining(", "));
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
