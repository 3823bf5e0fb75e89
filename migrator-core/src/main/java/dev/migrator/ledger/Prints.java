// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger keeps of the code of a revision.
 *
 * @param code the fingerprint of the code, where it can be read
 * @param sql the fingerprint of the SQL that it sends, where that depends on no answer; or that it was skipped
 * @param downgrade what its way back sends, where that depends on no answer
 */
public record Prints(Optional<Fingerprint> code, Optional<String> sql, Optional<StoredDowngrade> downgrade) {

    /** Nothing, for a revision that goes. */
    public static final Prints NONE = new Prints(Optional.empty(), Optional.empty(), Optional.empty());

    /** The same of one whose body was left out, so that it sent nothing and there is nothing to undo. */
    public Prints skipped(RevisionId id) {
        return new Prints(
                code,
                Optional.of(AppliedRevision.SKIPPED),
                Optional.of(new StoredDowngrade(Kind.REVISION, id, true, List.of())));
    }
}
