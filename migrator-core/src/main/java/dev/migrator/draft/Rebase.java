// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/**
 * A revision that is to have another parent; every check of the graph is passed, and no file is written yet.
 *
 * @param revision the revision as the code has it
 * @param onto its new parent; nothing for base
 */
public record Rebase(RevisionDescriptor revision, Optional<RevisionId> onto) {

    /** Gives the parents that it will have. */
    public List<RevisionId> parents() {
        return onto.stream().toList();
    }

    /** Whether it has that parent already. */
    public boolean isEmpty() {
        return revision.downRevisions().equals(parents());
    }
}
