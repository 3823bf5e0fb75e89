// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Locale;

/**
 * How what a database has agrees with the code.
 *
 * @param findings where it does not, by kind, each kind in the graph's order
 * @param applied how many revisions were looked at
 * @param invalidIndexes what an interrupted revision may have left behind, by name
 */
public record Validation(List<Finding> findings, int applied, List<String> invalidIndexes) {

    /** What can be found. */
    public enum Kind {
        /** The code is not the one that was applied. */
        CHANGED,
        /** Other parents or dependencies than when it was applied. */
        MOVED,
        /** Not applied, though something above it is. */
        GAP,
        /** Applied, and absent from the code. */
        UNKNOWN,
        /** Applied, and replaced in the code by one that stands for more than the database has. */
        REPLACED,
        /** The last attempt failed. */
        FAILED,
        /** Started outside a transaction and not known to have ended. */
        INTERRUPTED,
        /** A repeatable, started outside a transaction and not known to have ended; the next upgrade runs it again. */
        UNFINISHED,
        /** A tag of the database, and a name in the code. */
        AMBIGUOUS,
        /** The class files differ, which may be their compiler's doing; no problem. */
        UNDECIDED;

        /** The name in documents: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is found of one revision.
     *
     * @param kind what
     * @param id the revision
     * @param message the revision's line for people
     * @param detail what is known of it, a sentence without its full stop
     */
    public record Finding(Kind kind, RevisionId id, String message, String detail) {}

    /** Copies the lists. */
    public Validation {
        invalidIndexes = List.copyOf(invalidIndexes);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is found, or nothing but what cannot be decided. */
    public boolean passed() {
        return findings.stream().allMatch(finding -> finding.kind() == Kind.UNDECIDED);
    }

    /** Gives the revisions of which something is found. */
    public List<RevisionId> in(Kind kind) {
        return findings.stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::id)
                .toList();
    }
}
