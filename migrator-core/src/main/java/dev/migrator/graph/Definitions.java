// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that the code has: the graph of its revisions, its repeatables and its seeds. Ids, labels and names share one namespace.
 *
 * @param graph the revisions
 * @param repeatables the repeatables
 * @param seeds the seeds
 */
public record Definitions(RevisionGraph graph, Units repeatables, Units seeds) {

    /** Takes a graph, where the code has nothing else. */
    public static Definitions of(RevisionGraph graph) {
        return new Definitions(graph, Units.none(), Units.none());
    }

    /**
     * Puts together what was found, given in any order, or tells all that is wrong with it.
     *
     * @param found revisions, repeatables and seeds
     */
    public static Checked<Definitions, Problem> of(Collection<RevisionDescriptor> found) {
        Map<Boolean, List<RevisionDescriptor>> parted =
                found.stream().collect(Collectors.partitioningBy(each -> each.kind() == Kind.REVISION));
        List<Problem> problems = new ArrayList<>();
        List<RevisionDescriptor> others = parted.getOrDefault(false, List.of());
        Optional<RevisionGraph> graph = RevisionGraph.of(parted.getOrDefault(true, List.of()))
                .fold(Optional::of, issues -> {
                    problems.addAll(issues);
                    return Optional.empty();
                });
        checkNames(others, graph, problems);
        if (graph.isEmpty()) {
            return new Checked.Unsound<>(problems);
        }
        Units repeatables = new UnitsBuilder(Kind.REPEATABLE, graph.get(), others, problems).build();
        Units seeds = new UnitsBuilder(Kind.SEED, graph.get(), others, problems).build();
        return problems.isEmpty()
                ? Checked.sound(new Definitions(graph.get(), repeatables, seeds))
                : new Checked.Unsound<>(problems);
    }

    /** Tells in words what has a name: an id, a label, a repeatable or a seed; nothing where nobody has it. */
    public Optional<String> holder(RevisionId name) {
        return graph.find(name)
                .map(RevisionDescriptor::told)
                .or(() -> graph.replacements()
                        .successor(name)
                        .map(by -> "revision " + name + ", for which "
                                + graph.get(by).told() + " stands"))
                .or(() -> graph.labelled(name.value())
                        .map(of -> "a label of " + graph.get(of).told()))
                .or(() -> Stream.of(repeatables, seeds)
                        .flatMap(each -> each.find(name).stream())
                        .map(Units.Unit::code)
                        .map(RevisionDescriptor::told)
                        .findFirst());
    }

    private static void checkNames(
            List<RevisionDescriptor> units, Optional<RevisionGraph> graph, List<Problem> problems) {
        Map<RevisionId, List<RevisionDescriptor>> byName = units.stream()
                .collect(Collectors.groupingBy(RevisionDescriptor::id, TreeMap::new, Collectors.toList()));
        byName.forEach((name, same) -> {
            if (!name.isLegal()) {
                problems.add(UnitIssue.illegalName(same.get(0)));
            }
            if (same.size() > 1) {
                problems.add(UnitIssue.definedTwice(same));
            }
            graph.flatMap(revisions -> taken(revisions, name))
                    .ifPresent(revision -> problems.add(UnitIssue.nameOfRevision(
                            same.get(0), revision, graph.get().find(revision))));
        });
    }

    private static Optional<RevisionId> taken(RevisionGraph graph, RevisionId name) {
        boolean isId = graph.find(name).isPresent()
                || graph.replacements().successor(name).isPresent();
        return isId ? Optional.of(name) : graph.labelled(name.value());
    }
}
