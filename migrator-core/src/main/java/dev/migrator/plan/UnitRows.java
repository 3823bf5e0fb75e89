// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Units;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Repeatables, or seeds, as the code has them and as a ledger has them.
 *
 * @param code those of the code
 * @param rows those of the ledger, by name
 */
record UnitRows(Units code, Map<RevisionId, AppliedRevision> rows) {

    /**
     * Gives those in the ledger that rely on some revisions, by what the code says or by what it said when they ran; each
     * before those that it depends on, and those that the code does not know first.
     *
     * @param revisions the revisions
     * @param evenUnnamed whether one that names no revision relies on them, too
     */
    List<RevisionId> relyingOn(RevisionSet revisions, boolean evenUnnamed) {
        List<RevisionId> all = gone();
        List<RevisionId> known =
                new ArrayList<>(code.all().stream().map(Units.Unit::name).toList());
        Collections.reverse(known);
        all.addAll(known);
        Set<RevisionId> relying = new HashSet<>();
        int found;
        do {
            found = relying.size();
            for (RevisionId id : all) {
                if ((evenUnnamed && namesNone(id))
                        || needs(id).anyMatch(need -> revisions.contains(need) || relying.contains(need))) {
                    relying.add(id);
                }
            }
        } while (relying.size() > found);
        return all.stream()
                .filter(id -> relying.contains(id) && rows.containsKey(id))
                .toList();
    }

    /** Those that the code does not know: each before those that it depended on when it ran. */
    private List<RevisionId> gone() {
        Set<RevisionId> lowestFirst = new LinkedHashSet<>();
        Set<RevisionId> seen = new HashSet<>();
        rows.keySet().stream().sorted(Comparator.reverseOrder()).forEach(id -> addGone(id, seen, lowestFirst));
        List<RevisionId> gone = new ArrayList<>(lowestFirst);
        Collections.reverse(gone);
        return gone;
    }

    private void addGone(RevisionId id, Set<RevisionId> seen, Set<RevisionId> lowestFirst) {
        AppliedRevision row = rows.get(id);
        if (row != null && code.find(id).isEmpty() && seen.add(id)) {
            row.dependsOn().forEach(lower -> addGone(lower, seen, lowestFirst));
            lowestFirst.add(id);
        }
    }

    private Stream<RevisionId> needs(RevisionId id) {
        return Stream.concat(
                code.find(id).stream().flatMap(unit -> Stream.concat(unit.units().stream(), unit.revisions().stream())),
                Stream.ofNullable(rows.get(id)).flatMap(row -> row.dependsOn().stream()));
    }

    private boolean namesNone(RevisionId id) {
        return code.find(id)
                .map(unit -> unit.revisions().isEmpty())
                .orElseGet(() -> needs(id).allMatch(rows::containsKey));
    }
}
