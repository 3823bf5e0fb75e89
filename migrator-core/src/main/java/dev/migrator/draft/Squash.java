// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * A revision that is to stand for a run of older ones; every check of the graph is passed, and nothing is written yet.
 *
 * @param draft the revision
 * @param replaced the run, in the graph's order
 * @param exit the one of them that others build on
 */
public record Squash(Draft draft, List<RevisionId> replaced, RevisionId exit) {

    /** Copies the list. */
    public Squash {
        replaced = List.copyOf(replaced);
    }

    /** Whether nothing is below the run: what it comes to is then a whole database. */
    public boolean beginsAtBase() {
        return draft.downRevisions().isEmpty() && draft.dependsOn().isEmpty();
    }

    /**
     * The phase of a run: from base it makes what was not there, and takes nothing away; elsewhere it is a contract where one
     * of its revisions is.
     */
    static Phase phase(Draft draft, RevisionSet run) {
        boolean fromBase = draft.downRevisions().isEmpty() && draft.dependsOn().isEmpty();
        return !fromBase && run.descriptors().anyMatch(revision -> revision.phase() == Phase.CONTRACT)
                ? Phase.CONTRACT
                : Phase.EXPAND;
    }

    /** Gives it with what it does. */
    public SqlDraft with(SqlDraft.Sections sections) {
        return new SqlDraft(draft, replaced, sections);
    }
}
