// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.revision.RevisionId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Revisions beside the lanes that lead from each to its parents.
 *
 * @param history the revisions
 * @param width how many characters a line may have; messages are cut for it, and nothing else
 */
public record HistoryGraphView(HistoryView history, int width) implements View {

    @Override
    public void print(Printer out) {
        Set<RevisionId> shown = new HashSet<>(history.revisions());
        Lanes lanes = new Lanes();
        for (RevisionId id : history.revisions()) {
            List<RevisionId> parents = history.graph().parents(id);
            Lanes.Drawn drawn =
                    lanes.next(id, parents.stream().filter(shown::contains).toList());
            List<RevisionId> elsewhere =
                    parents.stream().filter(parent -> !shown.contains(parent)).toList();
            drawn.above().forEach(out::line);
            out.line(fitted(drawn.node() + " " + text(out.style(), id, elsewhere), id));
            drawn.below().forEach(out::line);
        }
        history.printUnits(out);
    }

    private String text(Style style, RevisionId id, List<RevisionId> elsewhere) {
        List<RevisionId> dependencies = history.graph().dependencies(id);
        return history.name(style, id)
                + (elsewhere.isEmpty() ? "" : " (on " + HistoryView.ids(style, elsewhere) + ")")
                + (dependencies.isEmpty() ? "" : " (needs " + HistoryView.ids(style, dependencies) + ")");
    }

    private String fitted(String line, RevisionId id) {
        String message = Style.oneLine(history.graph().get(id).message());
        int room = width - Style.width(line) - 1;
        if (message.isEmpty() || room < 2) {
            return line;
        }
        return line + " " + (Style.width(message) <= room ? message : Style.start(message, room - 1) + "…");
    }

    @Override
    public Map<String, ?> document() {
        return history.document();
    }
}
