// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks revisions and lays them out in the one order; every problem is collected before any is told. */
final class GraphBuilder {

    private static final int[] NONE = {};

    private final List<RevisionDescriptor> sorted;
    private final List<GraphIssue> issues = new ArrayList<>();
    private final Map<RevisionId, Integer> numbers;
    private final Map<String, Integer> labels = new HashMap<>();
    private final Replacements replacements;
    private final Collection<RevisionDescriptor> found;
    private final Map<RevisionId, RevisionDescriptor> rewritten = new HashMap<>();

    /** Sorted by id first, so that nothing after this depends on how the revisions were found. */
    GraphBuilder(Collection<RevisionDescriptor> revisions) {
        this.found = revisions;
        this.replacements = Replacements.of(revisions, issues);
        List<RevisionDescriptor> all = new ArrayList<>(revisions.size());
        for (RevisionDescriptor revision : revisions) {
            if (replacements.successor(revision.id()).isEmpty()) {
                all.add(revision);
            }
        }
        all.sort(GraphBuilder::compareByIdAndPlace);
        this.sorted = new ArrayList<>(all.size());
        this.numbers = new HashMap<>(all.size() * 2);
        for (int start = 0, end; start < all.size(); start = end) {
            end = start + 1;
            while (end < all.size() && all.get(end).id().equals(all.get(start).id())) {
                end++;
            }
            take(all.subList(start, end));
        }
    }

    private static int compareByIdAndPlace(RevisionDescriptor one, RevisionDescriptor other) {
        int byId = one.id().compareTo(other.id());
        return byId != 0 ? byId : one.written().compareTo(other.written());
    }

    /** One revision, or several that claim the same id. */
    private void take(List<RevisionDescriptor> same) {
        RevisionDescriptor first = same.get(0);
        numbers.put(first.id(), sorted.size());
        sorted.add(first);
        if (!first.id().isLegal()) {
            issues.add(new GraphIssue.IllegalId(first.id(), first.written()));
        }
        if (same.size() > 1) {
            issues.add(new GraphIssue.DuplicateId(
                    first.id(), same.stream().map(RevisionDescriptor::written).toList()));
        }
    }

    Checked<RevisionGraph, GraphIssue> build() {
        collectLabels();
        int[][] parents = new int[sorted.size()][];
        int[][] dependencies = new int[sorted.size()][];
        for (int node = 0; node < parents.length; node++) {
            parents[node] = parentsOf(sorted.get(node));
            dependencies[node] = dependenciesOf(sorted.get(node));
        }
        int[][] below = ascendingUnion(parents, dependencies);
        int[] order = Order.of(below);
        if (order.length < sorted.size()) {
            for (int[] ring : new Knots(below).rings()) {
                issues.add(new GraphIssue.Cycle(
                        IntStream.of(ring).mapToObj(sorted::get).toList()));
            }
        }
        if (!issues.isEmpty()) {
            return new Checked.Unsound<>(issues);
        }
        RevisionGraph graph = layOut(order, parents, dependencies);
        if (!replacements.isEmpty()) {
            issues.addAll(new ReplacedRuns(found, replacements).issues(graph));
        }
        return issues.isEmpty() ? Checked.sound(graph) : new Checked.Unsound<>(issues);
    }

    private void collectLabels() {
        Map<String, List<RevisionDescriptor>> carriers = new TreeMap<>();
        for (RevisionDescriptor revision : sorted) {
            for (String label : revision.branchLabels()) {
                carriers.computeIfAbsent(label, key -> new ArrayList<>(1)).add(revision);
            }
        }
        carriers.forEach((label, all) -> {
            RevisionDescriptor first = all.get(0);
            labels.put(label, number(first.id()));
            if (!RevisionId.isLegalName(label)) {
                issues.add(new GraphIssue.IllegalLabel(label, first));
            }
            if (all.size() > 1) {
                issues.add(new GraphIssue.LabelUsedTwice(label, all));
            }
            RevisionId same = new RevisionId(label);
            if (numbers.containsKey(same) || replacements.successor(same).isPresent()) {
                issues.add(new GraphIssue.LabelEqualsId(label, first));
            }
        });
    }

    private int[] parentsOf(RevisionDescriptor revision) {
        Set<RevisionId> seen = new HashSet<>();
        Set<RevisionId> repeated = new HashSet<>();
        int[] found = new int[revision.downRevisions().size()];
        int count = 0;
        for (RevisionId parent : revision.downRevisions()) {
            RevisionId there = replacements.last(parent);
            Integer number = numbers.get(there);
            if (!seen.add(there)) {
                if (repeated.add(there)) {
                    issues.add(new GraphIssue.RepeatedParent(revision, there));
                }
            } else if (number == null) {
                issues.add(new GraphIssue.UnknownParent(revision, parent));
            } else {
                found[count++] = number;
            }
        }
        return count == found.length ? found : Arrays.copyOf(found, count);
    }

    private int[] dependenciesOf(RevisionDescriptor revision) {
        if (revision.dependsOn().isEmpty()) {
            return NONE;
        }
        List<Integer> found = new ArrayList<>(revision.dependsOn().size());
        for (String name : revision.dependsOn()) {
            Integer number = dependency(name);
            if (number == null) {
                issues.add(new GraphIssue.UnknownDependency(revision, name));
            } else if (!found.contains(number)) {
                found.add(number);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private @Nullable Integer dependency(String name) {
        Integer byId = numbers.get(replacements.last(new RevisionId(name)));
        return byId != null ? byId : labels.get(name);
    }

    private int number(RevisionId id) {
        return Objects.requireNonNull(numbers.get(id));
    }

    private RevisionGraph layOut(int[] order, int[][] parents, int[][] dependencies) {
        int[] positions = new int[order.length];
        for (int position = 0; position < order.length; position++) {
            positions[order[position]] = position;
        }
        List<RevisionDescriptor> nodes = new ArrayList<>(order.length);
        int[][] placedParents = new int[order.length][];
        int[][] placedDependencies = new int[order.length][];
        for (int position = 0; position < order.length; position++) {
            nodes.add(described(order[position], parents));
            placedParents[position] = placed(parents[order[position]], positions);
            placedDependencies[position] = placed(dependencies[order[position]], positions);
        }
        numbers.replaceAll((id, number) -> positions[number]);
        labels.replaceAll((label, number) -> positions[number]);
        return new RevisionGraph(nodes, numbers, labels, placedParents, placedDependencies, replacements, rewritten);
    }

    /** In the names of the graph: what is replaced goes by the name of what stands for it. */
    private RevisionDescriptor described(int node, int[][] parents) {
        RevisionDescriptor revision = sorted.get(node);
        if (replacements.isEmpty()) {
            return revision;
        }
        RevisionDescriptor described = revision.on(
                IntStream.of(parents[node])
                        .mapToObj(parent -> sorted.get(parent).id())
                        .toList(),
                revision.dependsOn().stream()
                        .map(name -> replacements.last(new RevisionId(name)).value())
                        .toList());
        if (!described.equals(revision)) {
            rewritten.put(revision.id(), revision);
        }
        return described;
    }

    private static int[] placed(int[] numbers, int[] positions) {
        int[] placed = new int[numbers.length];
        for (int i = 0; i < placed.length; i++) {
            placed[i] = positions[numbers[i]];
        }
        return placed;
    }

    private static int[][] ascendingUnion(int[][] parents, int[][] dependencies) {
        int[][] union = new int[parents.length][];
        for (int node = 0; node < union.length; node++) {
            union[node] = parents[node].length < 2 && dependencies[node].length == 0
                    ? parents[node]
                    : IntStream.concat(IntStream.of(parents[node]), IntStream.of(dependencies[node]))
                            .sorted()
                            .distinct()
                            .toArray();
        }
        return union;
    }
}
