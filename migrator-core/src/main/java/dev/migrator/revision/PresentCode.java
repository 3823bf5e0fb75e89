// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.Optional;

/** Tells what the code of revisions is now, to be compared with what was applied. */
public interface PresentCode {

    /** Sees no code, for who asks for none. */
    PresentCode UNSEEN = new PresentCode() {
        @Override
        public Optional<Fingerprint> fingerprint(RevisionDescriptor revision) {
            return Optional.empty();
        }

        @Override
        public Optional<String> sqlFingerprint(RevisionDescriptor revision) {
            return Optional.empty();
        }

        @Override
        public Optional<StoredDowngrade> downgrade(RevisionDescriptor revision) {
            return Optional.empty();
        }
    };

    /**
     * Gives the fingerprint of the code; nothing where the code cannot be read.
     *
     * @param revision the revision
     */
    Optional<Fingerprint> fingerprint(RevisionDescriptor revision);

    /**
     * Gives the fingerprint of the SQL that the way forward sends; nothing where that depends on what a database answers.
     *
     * @param revision the revision
     */
    Optional<String> sqlFingerprint(RevisionDescriptor revision);

    /**
     * Gives what the way back sends; nothing where there is none, that depends on what a database answers, or is not to be
     * kept.
     *
     * @param revision the revision
     */
    Optional<StoredDowngrade> downgrade(RevisionDescriptor revision);
}
