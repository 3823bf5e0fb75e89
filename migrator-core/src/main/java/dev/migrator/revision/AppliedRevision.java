// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A revision as a database has it: one row of the ledger, with the lineage that it had when it was applied.
 *
 * @param id its id
 * @param state whether it is applied, or was interrupted on the way
 * @param downRevisions its parents as they were
 * @param dependsOn the ids that it depended on, labels resolved
 * @param message its message as it was
 * @param fingerprint of the code that was applied, where it was kept
 * @param sqlFingerprint of the SQL that it sent, where it was kept and depended on no answer
 * @param skipped whether a precondition had its body left out, so that there is nothing to undo
 * @param appliedAt when it was applied
 * @param appliedBy the database user that applied it
 */
public record AppliedRevision(
        RevisionId id,
        State state,
        List<RevisionId> downRevisions,
        List<RevisionId> dependsOn,
        String message,
        Optional<Fingerprint> fingerprint,
        Optional<String> sqlFingerprint,
        boolean skipped,
        Instant appliedAt,
        String appliedBy) {

    /** What a ledger has in place of the fingerprint of the SQL where the body was left out. */
    public static final String SKIPPED = "skipped";

    /** What a row of the ledger says of its revision. */
    public enum State {
        /** The revision is there, whole. */
        APPLIED,
        /** A step outside a transaction started and is not known to have ended. */
        INTERRUPTED
    }

    /** The same with other names for what it was built on. */
    public AppliedRevision on(List<RevisionId> parents, List<RevisionId> dependencies) {
        return new AppliedRevision(
                id, state, parents, dependencies, message, fingerprint, sqlFingerprint, skipped, appliedAt, appliedBy);
    }

    /** Makes one whose body was run. */
    public AppliedRevision(
            RevisionId id,
            State state,
            List<RevisionId> downRevisions,
            List<RevisionId> dependsOn,
            String message,
            Optional<Fingerprint> fingerprint,
            Optional<String> sqlFingerprint,
            Instant appliedAt,
            String appliedBy) {
        this(id, state, downRevisions, dependsOn, message, fingerprint, sqlFingerprint, false, appliedAt, appliedBy);
    }

    /** Copies the lists. */
    public AppliedRevision {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        downRevisions = List.copyOf(downRevisions);
        dependsOn = List.copyOf(dependsOn);
    }
}
