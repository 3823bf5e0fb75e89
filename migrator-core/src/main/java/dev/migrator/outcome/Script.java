// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * A plan as SQL, for somebody else to run.
 *
 * @param text the script, for {@code psql -v ON_ERROR_STOP=1}
 * @param gaps what it lacks; none where running it does all that the plan does
 */
public record Script(String text, List<Gap> gaps) {

    /** Copies the list. */
    public Script {
        gaps = List.copyOf(gaps);
    }

    /**
     * A place at which what a migration sends cannot be known without its database.
     *
     * @param revision the migration
     * @param place the line, as {@code AddUserStatus.java:12}; empty where unknown
     * @param why what it wants, a sentence without its full stop
     */
    public record Gap(RevisionId revision, String place, String why) {

        @Override
        public String toString() {
            return revision + (place.isEmpty() ? "" : " at " + place) + ": " + why;
        }
    }
}
