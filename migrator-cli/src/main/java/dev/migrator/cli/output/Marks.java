// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.RevisionId;

/**
 * What is special about a revision's place in the graph.
 *
 * @param head whether nobody builds on it
 * @param effectiveHead whether it has no children, though others depend on it
 * @param branchpoint whether several revisions build on it
 * @param mergepoint whether it joins several
 */
record Marks(boolean head, boolean effectiveHead, boolean branchpoint, boolean mergepoint) {

    static Marks of(RevisionGraph graph, RevisionId id) {
        int children = graph.children(id).size();
        boolean needed = !graph.dependents(id).isEmpty();
        return new Marks(
                children == 0 && !needed,
                children == 0 && needed,
                children > 1,
                graph.parents(id).size() > 1);
    }

    /** Each mark in parentheses, a space before each. */
    String text(Style style) {
        return (head ? " " + style.good("(head)") : "")
                + (effectiveHead ? " " + style.label("(effective head)") : "")
                + (branchpoint ? " " + style.label("(branchpoint)") : "")
                + (mergepoint ? " " + style.label("(mergepoint)") : "");
    }
}
