// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of the design once more, from their definitions, slowly, and with nothing of the graph's own code. */
final class Oracle {

    private final Map<RevisionId, Set<RevisionId>> below;
    private final Map<RevisionId, Set<RevisionId>> above = new HashMap<>();
    private final Map<RevisionId, Set<RevisionId>> parents = new HashMap<>();
    private final Map<RevisionId, Set<RevisionId>> children = new HashMap<>();

    Oracle(Collection<RevisionDescriptor> revisions, Map<RevisionId, Set<RevisionId>> below) {
        this.below = below;
        below.keySet().forEach(id -> {
            above.put(id, new TreeSet<>());
            children.put(id, new TreeSet<>());
        });
        below.forEach((id, lower) -> lower.forEach(each -> above.get(each).add(id)));
        revisions.forEach(revision -> {
            parents.put(revision.id(), new TreeSet<>(revision.downRevisions()));
            revision.downRevisions().forEach(parent -> children.get(parent).add(revision.id()));
        });
    }

    /** A stack of what is ready, the smallest on top; what a revision made ready goes on top of that. */
    List<RevisionId> order() {
        ArrayDeque<RevisionId> stack = new ArrayDeque<>();
        Set<RevisionId> emitted = new LinkedHashSet<>();
        push(stack, emitted, below.keySet(), Set.of());
        while (!stack.isEmpty()) {
            RevisionId id = stack.pop();
            Set<RevisionId> before = new HashSet<>(emitted);
            emitted.add(id);
            push(stack, emitted, above.get(id), before);
        }
        return List.copyOf(emitted);
    }

    private void push(
            ArrayDeque<RevisionId> stack, Set<RevisionId> now, Set<RevisionId> candidates, Set<RevisionId> before) {
        new TreeSet<>(candidates)
                .descendingSet().stream()
                        .filter(id -> now.containsAll(below.get(id)))
                        .filter(id -> now.isEmpty() || !before.containsAll(below.get(id)))
                        .forEach(stack::push);
    }

    Set<RevisionId> ancestors(Collection<RevisionId> of) {
        return reach(of, below);
    }

    Set<RevisionId> descendants(Collection<RevisionId> of) {
        return reach(of, above);
    }

    Set<RevisionId> line(RevisionId id) {
        Set<RevisionId> line = reach(List.of(id), parents);
        line.addAll(reach(List.of(id), children));
        return line;
    }

    Set<RevisionId> children(RevisionId id) {
        return children.get(id);
    }

    Set<RevisionId> bases() {
        Set<RevisionId> bases = new TreeSet<>(parents.keySet());
        bases.removeIf(id -> !parents.get(id).isEmpty());
        return bases;
    }

    Set<RevisionId> realHeads() {
        Set<RevisionId> heads = new TreeSet<>(above.keySet());
        heads.removeIf(id -> !above.get(id).isEmpty());
        return heads;
    }

    List<RevisionId> inOrder(Set<RevisionId> some) {
        return new ArrayList<>(order().stream().filter(some::contains).toList());
    }

    private static Set<RevisionId> reach(Collection<RevisionId> from, Map<RevisionId, Set<RevisionId>> edges) {
        Set<RevisionId> reached = new TreeSet<>(from);
        int before = -1;
        while (before != reached.size()) {
            before = reached.size();
            Set.copyOf(reached).forEach(id -> reached.addAll(edges.get(id)));
        }
        return reached;
    }
}
