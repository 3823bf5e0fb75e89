// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.List;

/** Where revisions come from: a scan of class files, or a lambda in a test. */
@FunctionalInterface
public interface RevisionSource {

    /** Looks, and gives what it finds; a class that cannot be a revision is a problem, never passed over. */
    Found find();

    /**
     * What a source found.
     *
     * @param revisions the revisions, in no particular order
     * @param problems what is wrong with others
     */
    record Found(List<RevisionDescriptor> revisions, List<Problem> problems) {

        /** Copies the lists. */
        public Found {
            revisions = List.copyOf(revisions);
            problems = List.copyOf(problems);
        }
    }
}
