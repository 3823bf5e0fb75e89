// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.graph.GraphIssue;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The revisions of the code, laid out anew only where others are found than before. Thread-safe. */
final class CodeGraph {

    private final RevisionSource source;
    private volatile @Nullable Laid laid;

    CodeGraph(RevisionSource source) {
        this.source = source;
    }

    /** What was found, and the graph that it makes. */
    private record Laid(List<RevisionDescriptor> found, RevisionGraph graph) {}

    /** Discover, then graph: all revisions of the code, or a refusal with all that is wrong with them. */
    RevisionGraph graph() {
        RevisionSource.Found found = source.find();
        @Nullable Laid before = laid;
        if (before != null && found.problems().isEmpty() && before.found().equals(found.revisions())) {
            return before.graph();
        }
        Checked<RevisionGraph, GraphIssue> graph = RevisionGraph.of(found.revisions());
        List<Problem> problems = new ArrayList<>(found.problems());
        graph.fold(sound -> true, problems::addAll);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        RevisionGraph sound = Migrator.sound(graph);
        laid = new Laid(found.revisions(), sound);
        return sound;
    }
}
