// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.RevisionDescriptor;
import java.util.Optional;

/** Compares the code that was applied with the code that is there now. */
final class Integrity {

    private final PresentCode code;

    Integrity(PresentCode code) {
        this.code = code;
    }

    /** Gives what the code has, with its fingerprint where that is known. */
    RevisionDescriptor printed(RevisionDescriptor revision) {
        return code == PresentCode.UNSEEN ? revision : revision.printed(code.fingerprint(revision));
    }

    /**
     * Tells what became of the code of an applied revision. The SQL is asked for only where the code differs; then it
     * decides, where both are known: the same SQL from other classes is another compiler, or a change without effect.
     */
    Fingerprint.Likeness likeness(AppliedRevision row, RevisionDescriptor revision) {
        if (row.fingerprint().isEmpty() || code == PresentCode.UNSEEN) {
            return Fingerprint.Likeness.SAME;
        }
        Optional<Fingerprint> now = code.fingerprint(revision);
        Fingerprint.Likeness likeness = now.isEmpty()
                ? Fingerprint.Likeness.UNDECIDED
                : now.get().likeness(row.fingerprint().get());
        if (likeness == Fingerprint.Likeness.SAME || row.sqlFingerprint().isEmpty()) {
            return likeness;
        }
        return code.sqlFingerprint(revision)
                .map(sql -> row.sqlFingerprint().get().equals(sql)
                        ? Fingerprint.Likeness.SAME
                        : Fingerprint.Likeness.DIFFERENT)
                .orElse(likeness);
    }
}
