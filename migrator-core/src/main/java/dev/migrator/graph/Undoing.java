// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.Optional;

/** Steps down from where a database is: undo the tip, again and again. */
final class Undoing {

    private static final String NAME_ONE = "put a revision or label of the line you mean before @, as in LABEL@-1";

    private final RevisionGraph graph;
    private final RevisionSet applied;
    private final Target target;
    private final Optional<RevisionId> line;

    Undoing(RevisionGraph graph, RevisionSet applied, Target target, Optional<RevisionId> line) {
        this.graph = graph;
        this.applied = applied;
        this.target = target;
        this.line = line;
    }

    Checked<Destination, TargetIssue> back(int steps) {
        RevisionSet left = applied;
        for (int step = 0; step < steps; step++) {
            RevisionSet tips = tips(left);
            if (tips.isEmpty()) {
                return Checked.unsound(
                        step == 0 && line.isPresent()
                                ? TargetIssue.nothingAppliedOnLine(line.get().value())
                                : TargetIssue.tooFar(target, "base"));
            }
            if (tips.size() > 1) {
                return Checked.unsound(TargetIssue.severalHeads(target, tips.byId(), NAME_ONE));
            }
            left = left.minus(graph.descendants(tips));
        }
        return Checked.sound(new Destination.Undone(applied.minus(left)));
    }

    /** Without a line, the tips of all that is left; with one, the topmost at or above the revision that names it. */
    private RevisionSet tips(RevisionSet left) {
        return line.map(of -> TargetResolver.topmost(graph, left.and(graph.lineAbove(of))))
                .orElseGet(() -> graph.tips(left));
    }
}
