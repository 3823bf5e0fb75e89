// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ways back that a ledger keeps of what the code does not know.
 *
 * @param revisions those of revisions
 * @param repeatables those of repeatables
 */
record Kept(Map<RevisionId, StoredDowngrade> revisions, Map<RevisionId, StoredDowngrade> repeatables) {

    static Kept of(Collection<StoredDowngrade> stored) {
        return new Kept(of(Kind.REVISION, stored), of(Kind.REPEATABLE, stored));
    }

    private static Map<RevisionId, StoredDowngrade> of(Kind kind, Collection<StoredDowngrade> stored) {
        return stored.stream()
                .filter(way -> way.kind() == kind)
                .collect(Collectors.toMap(StoredDowngrade::id, Function.identity()));
    }
}
