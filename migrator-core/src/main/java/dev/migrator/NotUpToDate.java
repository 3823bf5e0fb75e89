// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * What the database must have and does not.
 *
 * @param revisions the revisions that are missing, in the graph's order, then the repeatables that are to be run
 */
record NotUpToDate(List<RevisionId> revisions) implements Problem {
    @Override
    public String kind() {
        return "not_up_to_date";
    }

    @Override
    public String message() {
        return "the database lacks " + revisions.size() + " revision(s) or repeatable(s) of the code: "
                + RevisionId.list(revisions)
                + "; run an upgrade before the application starts";
    }
}
