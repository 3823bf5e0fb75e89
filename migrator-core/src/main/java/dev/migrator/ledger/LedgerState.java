// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.AppliedRevision;
import java.util.List;
import java.util.Optional;

/**
 * What a database says of itself and of its ledger.
 *
 * @param home the schema in which the ledger is, or would be created; empty where no schema is current
 * @param exists whether there is a ledger
 * @param rows the revisions in the ledger
 * @param standby whether the server is a standby
 * @param readOnly whether the session may only read
 */
public record LedgerState(
        Optional<String> home, boolean exists, List<AppliedRevision> rows, boolean standby, boolean readOnly) {

    /** Copies the list. */
    public LedgerState {
        rows = List.copyOf(rows);
    }
}
