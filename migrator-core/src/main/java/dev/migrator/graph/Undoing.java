// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Steps down from where a database is: undo the tip, again and again. Any number of steps together take one pass over the
 * graph, because it is counted on the way what stands above each revision.
 */
final class Undoing {

    private static final String NAME_ONE = "put a revision or label of the line you mean before @, as in LABEL@-1";

    private final RevisionGraph graph;
    private final RevisionSet applied;
    private final Target target;
    private final Optional<RevisionId> line;
    private final BitSet undone = new BitSet();
    /** What keeps the revisions below it from being tips. */
    private final BitSet standing;
    /** How many edges lead to each revision from what is standing above it. */
    private final int[] above;

    private final TreeSet<Integer> tips = new TreeSet<>();

    /**
     * Without a line, tips are below nothing that is applied, so that all below what is applied stands; with one, they are
     * topmost at or above the revision that names it, and what is applied there stands.
     */
    Undoing(RevisionGraph graph, RevisionSet applied, Target target, Optional<RevisionId> line) {
        this.graph = graph;
        this.applied = applied;
        this.target = target;
        this.line = line;
        RevisionSet stands = line.map(of -> applied.and(graph.lineAbove(of))).orElseGet(() -> graph.ancestors(applied));
        this.standing = (BitSet) stands.positions().clone();
        this.above = new int[standing.length()];
        standing.stream().forEach(node -> {
            above[node] = (int) graph.aboveAt(node).filter(standing::get).count();
            if (above[node] == 0) {
                tips.add(node);
            }
        });
    }

    Checked<Destination, TargetIssue> back(int steps) {
        for (int step = 0; step < steps; step++) {
            if (tips.isEmpty()) {
                return Checked.unsound(
                        step == 0 && line.isPresent()
                                ? TargetIssue.nothingAppliedOnLine(line.get().value())
                                : TargetIssue.tooFar(target, "base"));
            }
            if (tips.size() > 1) {
                return Checked.unsound(TargetIssue.severalHeads(target, byId(tips), NAME_ONE));
            }
            undo(tips.first());
        }
        return Checked.sound(new Destination.Undone(applied.and(new RevisionSet(graph, undone))));
    }

    /** With all that is above it. */
    private void undo(int tip) {
        ArrayDeque<Integer> open = new ArrayDeque<>();
        undone.set(tip);
        open.push(tip);
        while (!open.isEmpty()) {
            int node = open.pop();
            fell(node);
            graph.aboveAt(node).filter(upper -> !undone.get(upper)).forEach(upper -> {
                undone.set(upper);
                open.push(upper);
            });
        }
    }

    /** What has nothing left above it is a tip, or falls too if it was never applied. */
    private void fell(int start) {
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.push(start);
        while (!open.isEmpty()) {
            int node = open.pop();
            if (!standing.get(node)) {
                continue;
            }
            standing.clear(node);
            tips.remove(node);
            graph.belowAt(node).filter(standing::get).forEach(lower -> {
                if (--above[lower] == 0) {
                    if (applied.positions().get(lower)) {
                        tips.add(lower);
                    } else {
                        open.push(lower);
                    }
                }
            });
        }
    }

    private Collection<RevisionId> byId(Collection<Integer> positions) {
        return positions.stream()
                .map(position -> graph.at(position).id())
                .sorted()
                .toList();
    }
}
