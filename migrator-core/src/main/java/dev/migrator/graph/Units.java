// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the code has by a name, of one kind: repeatables, or seeds. Each comes after those that it depends on, otherwise by
 * name. Immutable and thread-safe.
 */
public final class Units {

    /**
     * One of them.
     *
     * @param code what the code has
     * @param units those of its kind that it depends on
     * @param revisions the revisions that it depends on
     */
    public record Unit(RevisionDescriptor code, List<RevisionId> units, List<RevisionId> revisions) {

        /** Copies the lists. */
        public Unit {
            units = List.copyOf(units);
            revisions = List.copyOf(revisions);
        }

        /** Its name. */
        public RevisionId name() {
            return code.id();
        }
    }

    private final Map<RevisionId, Unit> units;

    /** Takes them in their order. */
    Units(Collection<Unit> ordered) {
        this.units = new LinkedHashMap<>();
        ordered.forEach(unit -> units.put(unit.name(), unit));
    }

    /** None at all. */
    static Units none() {
        return new Units(List.of());
    }

    /** Gives all of them. */
    public List<Unit> all() {
        return List.copyOf(units.values());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return units.isEmpty();
    }

    /** Gives the one of a name, or nothing where the code has none. */
    public Optional<Unit> find(RevisionId name) {
        return Optional.ofNullable(units.get(name));
    }

    /** Gives some of them with all that they depend on. */
    public List<Unit> withDependencies(Collection<RevisionId> names) {
        return reach(names, unit -> unit.units());
    }

    /** Gives some of them with all that depends on them. */
    public List<Unit> withDependents(Collection<RevisionId> names) {
        return reach(
                names,
                unit -> units.values().stream()
                        .filter(other -> other.units().contains(unit.name()))
                        .map(Unit::name)
                        .toList());
    }

    private List<Unit> reach(Collection<RevisionId> names, Function<Unit, List<RevisionId>> next) {
        Set<RevisionId> reached = new LinkedHashSet<>();
        ArrayDeque<RevisionId> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            RevisionId name = open.remove();
            if (reached.add(name)) {
                find(name).map(next).ifPresent(open::addAll);
            }
        }
        return units.values().stream()
                .filter(unit -> reached.contains(unit.name()))
                .toList();
    }
}
