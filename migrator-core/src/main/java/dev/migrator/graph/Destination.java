// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.RevisionId;
import java.util.Optional;

/** What a target means in a graph and a database. */
public sealed interface Destination {

    /**
     * Some revisions, to be applied, with nothing asked of what is above them unless the way leads down.
     *
     * @param revisions the revisions
     * @param line the revision whose line was named before {@code @}
     */
    record At(RevisionSet revisions, Optional<RevisionId> line) implements Destination {}

    /**
     * Nothing applied, or nothing of a line.
     *
     * @param line the revision whose line is meant
     */
    record Base(Optional<RevisionId> line) implements Destination {}

    /**
     * Some applied revisions undone: what steps down from where the database is come to.
     *
     * @param revisions what is undone
     */
    record Undone(RevisionSet revisions) implements Destination {

        @Override
        public Optional<RevisionId> line() {
            return Optional.empty();
        }
    }

    /** The revision whose line was named, or was come to the end of. */
    Optional<RevisionId> line();
}
