// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.Units;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of repeatables and seeds.
 *
 * @param code what the code has
 * @param rows what a ledger has, by kind
 */
record UnitNames(Definitions code, Map<Kind, List<AppliedRevision>> rows) {

    private static final List<Kind> KINDS = List.of(Kind.REPEATABLE, Kind.SEED);

    /** What has a name; nothing where it is a revision, or nobody's. */
    Optional<Kind> kind(RevisionId name) {
        return code.graph().find(name).isPresent()
                ? Optional.empty()
                : KINDS.stream()
                        .filter(kind -> in(kind).find(name).isPresent())
                        .findFirst()
                        .or(() -> KINDS.stream()
                                .filter(kind -> row(kind, name).isPresent())
                                .findFirst());
    }

    Units in(Kind kind) {
        return kind == Kind.SEED ? code.seeds() : code.repeatables();
    }

    Optional<AppliedRevision> row(Kind kind, RevisionId name) {
        return rows.getOrDefault(kind, List.of()).stream()
                .filter(row -> row.id().equals(name))
                .findFirst();
    }

    /** All of them. */
    Set<String> all() {
        return KINDS.stream()
                .flatMap(kind -> Stream.concat(
                        in(kind).all().stream().map(Units.Unit::name),
                        rows.getOrDefault(kind, List.of()).stream().map(AppliedRevision::id)))
                .map(RevisionId::value)
                .collect(Collectors.toSet());
    }
}
