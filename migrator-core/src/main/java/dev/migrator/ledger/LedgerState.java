// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a database says of itself and of its ledger.
 *
 * @param home the schema in which the ledger is, or would be created; empty where no schema is current
 * @param exists whether there is a ledger
 * @param rows the revisions in the ledger
 * @param units what else is in the ledger, by kind
 * @param standby whether the server is a standby
 * @param readOnly whether the session may only read
 */
public record LedgerState(
        Optional<String> home,
        boolean exists,
        List<AppliedRevision> rows,
        Map<Kind, List<AppliedRevision>> units,
        boolean standby,
        boolean readOnly) {

    /** Copies list and map. */
    public LedgerState {
        rows = List.copyOf(rows);
        units = Map.copyOf(units);
    }

    /** A database without rows. */
    static LedgerState empty(LedgerPlace place, boolean exists) {
        return new LedgerState(place.home(), exists, List.of(), Map.of(), place.standby(), place.readOnly());
    }
}
