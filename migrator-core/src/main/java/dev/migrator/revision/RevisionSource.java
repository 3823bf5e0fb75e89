// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.ArrayList;
import java.util.List;

/** Where revisions come from: a scan of class files, or a lambda in a test. */
@FunctionalInterface
public interface RevisionSource {

    /** Looks, and gives what it finds; a class that cannot be a revision is a problem, never passed over. */
    Found find();

    /**
     * Looks in one source after the other. That one holds nothing is its own to say.
     *
     * @param sources the sources
     */
    static RevisionSource all(List<RevisionSource> sources) {
        return () -> {
            List<RevisionDescriptor> revisions = new ArrayList<>();
            List<Problem> problems = new ArrayList<>();
            for (RevisionSource source : sources) {
                Found found = source.find();
                revisions.addAll(found.revisions());
                problems.addAll(found.problems());
            }
            return new Found(revisions, problems);
        };
    }

    /**
     * Finds the same, and holds back the problems of a kind.
     *
     * @param kind the kind
     */
    default RevisionSource without(String kind) {
        return () -> {
            Found found = find();
            return new Found(
                    found.revisions(),
                    found.problems().stream()
                            .filter(problem -> !problem.kind().equals(kind))
                            .toList());
        };
    }

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
