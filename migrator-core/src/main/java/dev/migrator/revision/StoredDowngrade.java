// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.List;
import java.util.stream.Stream;

/**
 * The way back from a revision or a repeatable as SQL, which a ledger keeps for a time at which the code is no longer there.
 *
 * @param kind what it is
 * @param id the revision, or the name
 * @param transactional whether it runs in a transaction
 * @param statements what it sends, in order; none where nothing has to be undone
 */
public record StoredDowngrade(Kind kind, RevisionId id, boolean transactional, List<String> statements) {

    /** The first line of what runs outside a transaction, as a SQL revision says it. */
    private static final String OUTSIDE = "-- migrator: transactional false";

    /** Copies the list. */
    public StoredDowngrade {
        statements = List.copyOf(statements);
    }

    /** Reads it as a ledger keeps it. */
    public static StoredDowngrade parse(Kind kind, RevisionId id, List<String> stored) {
        boolean outside = !stored.isEmpty() && stored.get(0).equals(OUTSIDE);
        return new StoredDowngrade(kind, id, !outside, outside ? stored.subList(1, stored.size()) : stored);
    }

    /** Gives it as a ledger keeps it. */
    public List<String> stored() {
        return transactional
                ? statements
                : Stream.concat(Stream.of(OUTSIDE), statements.stream()).toList();
    }
}
