// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Kind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Checks the units of one kind and puts them in order; every problem is collected. */
final class UnitsBuilder {

    private final Kind kind;
    private final RevisionGraph graph;
    private final Map<RevisionId, RevisionDescriptor> named = new TreeMap<>();
    private final Map<RevisionId, Units.Unit> waiting = new TreeMap<>();
    private final List<Problem> problems;

    UnitsBuilder(Kind kind, RevisionGraph graph, Collection<RevisionDescriptor> found, List<Problem> problems) {
        this.kind = kind;
        this.graph = graph;
        this.problems = problems;
        found.stream().filter(unit -> unit.kind() == kind).forEach(unit -> named.put(unit.id(), unit));
    }

    Units build() {
        named.values().forEach(unit -> waiting.put(unit.id(), resolved(unit)));
        Map<RevisionId, Units.Unit> ordered = new LinkedHashMap<>();
        while (!waiting.isEmpty()) {
            Optional<Units.Unit> next = ready(ordered);
            if (next.isPresent()) {
                take(next.get().name(), ordered);
            } else {
                List<RevisionDescriptor> ring = ring();
                problems.add(UnitIssue.cycle(kind, ring));
                ring.forEach(unit -> take(unit.id(), ordered));
            }
        }
        return new Units(ordered.values());
    }

    private void take(RevisionId name, Map<RevisionId, Units.Unit> ordered) {
        ordered.put(name, Objects.requireNonNull(waiting.remove(name)));
    }

    /** The smallest name of those whose dependencies are all there. */
    private Optional<Units.Unit> ready(Map<RevisionId, Units.Unit> ordered) {
        return waiting.values().stream()
                .filter(unit -> ordered.keySet().containsAll(unit.units()))
                .findFirst();
    }

    private Units.Unit resolved(RevisionDescriptor unit) {
        List<RevisionId> units = new ArrayList<>();
        List<RevisionId> revisions = new ArrayList<>();
        for (String name : unit.dependsOn()) {
            RevisionId id = new RevisionId(name);
            RevisionDescriptor needed = named.get(id);
            if (needed != null) {
                units.add(id);
                if (!needed.isWantedWith(unit.profiles())) {
                    problems.add(UnitIssue.narrowProfiles(unit, needed));
                }
            } else {
                revision(id)
                        .ifPresentOrElse(revisions::add, () -> problems.add(UnitIssue.unknownDependency(unit, name)));
            }
        }
        return new Units.Unit(unit, units, revisions);
    }

    private Optional<RevisionId> revision(RevisionId name) {
        RevisionId present = graph.replacements().last(name);
        return graph.find(present).isPresent() ? Optional.of(present) : graph.labelled(name.value());
    }

    /** What waits waits for something that waits, too: following the smallest leads into a ring. */
    private List<RevisionDescriptor> ring() {
        List<RevisionId> way = new ArrayList<>();
        RevisionId at = waiting.keySet().iterator().next();
        while (!way.contains(at)) {
            way.add(at);
            at = Objects.requireNonNull(waiting.get(at)).units().stream()
                    .filter(waiting::containsKey)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        return way.subList(way.indexOf(at), way.size()).stream()
                .map(named::get)
                .map(Objects::requireNonNull)
                .toList();
    }
}
