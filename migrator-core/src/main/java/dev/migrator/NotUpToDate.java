// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * Revisions that the database must have and does not.
 *
 * @param revisions what is missing, in the graph's order
 */
record NotUpToDate(List<RevisionId> revisions) implements Problem {
    @Override
    public String kind() {
        return "not_up_to_date";
    }

    @Override
    public String message() {
        return "the database lacks " + revisions.size() + " revision(s) of the code: "
                + RevisionId.list(revisions)
                + "; run an upgrade before the application starts";
    }
}
