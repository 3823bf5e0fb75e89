// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * Several heads where one is expected.
 *
 * @param labels the branch labels that they share; none for heads without any
 * @param heads the heads, at least two, in the graph's order
 * @param moves what would put them on one line, one after the other; none where moving one revision a head cannot
 */
public record Parting(List<String> labels, List<RevisionId> heads, List<Move> moves) {

    /** Copies the lists. */
    public Parting {
        labels = List.copyOf(labels);
        heads = List.copyOf(heads);
        moves = List.copyOf(moves);
    }

    /**
     * A revision put on another, with all that is above it.
     *
     * @param revision the revision
     * @param onto its new parent
     */
    public record Move(RevisionId revision, RevisionId onto) {}
}
