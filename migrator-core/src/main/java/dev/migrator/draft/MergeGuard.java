// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds lines that have parted. One real head is expected for each branch label and one for all that has none; a head
 * counts for the labels that are nearest below it.
 */
public final class MergeGuard {

    private final RevisionGraph graph;

    /**
     * Takes a graph.
     *
     * @param graph what the code has
     */
    public MergeGuard(RevisionGraph graph) {
        this.graph = graph;
    }

    /** Gives each group of heads that should be one. */
    public List<Parting> partings() {
        Map<RevisionId, Set<String>> nearest = nearestLabels();
        Map<Set<String>, List<RevisionId>> groups = new LinkedHashMap<>();
        for (RevisionId head : graph.realHeads()) {
            groups.computeIfAbsent(nearest.getOrDefault(head, Set.of()), labels -> new ArrayList<>())
                    .add(head);
        }
        List<Parting> partings = new ArrayList<>();
        groups.forEach((labels, heads) -> {
            if (heads.size() > 1) {
                partings.add(new Parting(List.copyOf(labels), heads, movesEitherWay(heads)));
            }
        });
        return partings;
    }

    /** Its own labels, or else those that its parents have from below. */
    private Map<RevisionId, Set<String>> nearestLabels() {
        Map<RevisionId, Set<String>> nearest = new HashMap<>();
        for (RevisionId id : graph.all()) {
            List<RevisionId> parents = graph.parents(id);
            Set<String> own = new TreeSet<>(graph.get(id).branchLabels());
            if (own.isEmpty() && parents.size() == 1) {
                own = nearest.getOrDefault(parents.get(0), own);
            } else if (own.isEmpty()) {
                for (RevisionId parent : parents) {
                    own.addAll(nearest.getOrDefault(parent, Set.of()));
                }
            }
            nearest.put(id, own);
        }
        return nearest;
    }

    /** What depends on another line can only stand on it, not under it. */
    private List<Parting.Move> movesEitherWay(List<RevisionId> heads) {
        List<Parting.Move> moves = moves(heads);
        return moves.isEmpty() ? moves(graph.select(heads).reversed()) : moves;
    }

    private List<Parting.Move> moves(List<RevisionId> heads) {
        List<Parting.Move> moves = new ArrayList<>();
        RevisionSet lined = graph.lineBelow(heads.get(0));
        for (int i = 1; i < heads.size(); i++) {
            RevisionId onto = heads.get(i - 1);
            RevisionSet below = graph.lineBelow(heads.get(i));
            Optional<RevisionId> root = root(below.minus(lined), onto);
            if (root.isEmpty()) {
                return List.of();
            }
            moves.add(new Parting.Move(root.get(), onto));
            lined = lined.plus(below);
        }
        return moves;
    }

    /** The one revision with which a line leaves another, if moving it alone moves the line. */
    private Optional<RevisionId> root(RevisionSet line, RevisionId onto) {
        List<RevisionId> roots = line.stream()
                .filter(id -> graph.parents(id).stream().noneMatch(line::contains))
                .toList();
        return roots.size() == 1
                        && line.stream().allMatch(id -> line.containsAll(graph.parents(id)) || id.equals(roots.get(0)))
                        && graph.parents(roots.get(0)).size() < 2
                        && !graph.descendants(graph.select(roots)).contains(onto)
                ? Optional.of(roots.get(0))
                : Optional.empty();
    }
}
