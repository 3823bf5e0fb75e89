// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All revisions that the code knows: a directed acyclic graph over parents and dependencies. Immutable and thread-safe.
 *
 * <pre>{@code
 *   a ── b ── c1 ── d1          parents of e: d1, d2     children of b: c1, c2
 *         \           \         heads: e                 base: a
 *          c2 ── d2 ── e        ancestors of c2: a, b, c2
 * }</pre>
 *
 * <p>The graph has one order in which every revision comes after its parents and dependencies; all sets iterate in it.
 * Building, every query and every set operation are linear in revisions plus edges, times a logarithm for sorting.
 */
public final class RevisionGraph {

    private final List<RevisionDescriptor> nodes;
    private final Map<RevisionId, Integer> positions;
    private final Map<String, Integer> labels;
    private final int[][] parents;
    private final int[][] dependencies;
    private final int[][] children;
    private final int[][] dependents;
    private final Replacements replacements;
    private final Map<RevisionId, RevisionDescriptor> rewritten;
    private final RevisionSet all;
    private final RevisionSet heads;
    private final RevisionSet realHeads;
    private final RevisionSet bases;

    RevisionGraph(
            List<RevisionDescriptor> nodes,
            Map<RevisionId, Integer> positions,
            Map<String, Integer> labels,
            int[][] parents,
            int[][] dependencies,
            Replacements replacements,
            Map<RevisionId, RevisionDescriptor> rewritten) {
        this.nodes = nodes;
        this.positions = positions;
        this.labels = labels;
        this.parents = parents;
        this.dependencies = dependencies;
        this.replacements = replacements;
        this.rewritten = rewritten;
        this.children = Edges.reversed(parents);
        this.dependents = Edges.reversed(dependencies);
        this.all = matching(position -> true);
        this.heads = matching(position -> children[position].length == 0);
        this.realHeads = matching(position -> children[position].length == 0 && dependents[position].length == 0);
        this.bases = matching(position -> parents[position].length == 0);
    }

    /**
     * Makes a graph of revisions, given in any order, or tells all that is wrong with them. None at all is a legal graph.
     *
     * @param revisions the revisions
     */
    public static Checked<RevisionGraph, GraphIssue> of(Collection<RevisionDescriptor> revisions) {
        return new GraphBuilder(revisions).build();
    }

    /** Gives all revisions. */
    public RevisionSet all() {
        return all;
    }

    /** Gives the revision of an id, or nothing where the code has none. */
    public Optional<RevisionDescriptor> find(RevisionId id) {
        int position = position(id);
        return position < 0 ? Optional.empty() : Optional.of(nodes.get(position));
    }

    /**
     * Gives the revision of an id that is in the graph.
     *
     * @throws IllegalArgumentException where it is not
     */
    public RevisionDescriptor get(RevisionId id) {
        return nodes.get(known(id));
    }

    /**
     * Gives the revision of an id that is in the graph as its source has it, which may name replaced revisions where the graph
     * names what stands for them.
     *
     * @throws IllegalArgumentException where it is not
     */
    public RevisionDescriptor asWritten(RevisionId id) {
        return rewritten.getOrDefault(id, get(id));
    }

    /** Gives the revision that carries a label, or nothing where none does. */
    public Optional<RevisionId> labelled(String label) {
        Integer position = labels.get(label);
        return position == null ? Optional.empty() : Optional.of(at(position).id());
    }

    /** Gives which of the revisions stand for others. */
    public Replacements replacements() {
        return replacements;
    }

    /** Gives those of some ids that are in the graph. */
    public RevisionSet select(Collection<RevisionId> ids) {
        BitSet bits = new BitSet(nodes.size());
        for (RevisionId id : ids) {
            int position = position(id);
            if (position >= 0) {
                bits.set(position);
            }
        }
        return new RevisionSet(this, bits);
    }

    /** Gives the parents of a revision, in the order in which it lists them. */
    public List<RevisionId> parents(RevisionId id) {
        return ids(parents[known(id)]);
    }

    /** Gives what a revision depends on besides its parents, labels resolved, in the order in which it lists them. */
    public List<RevisionId> dependencies(RevisionId id) {
        return ids(dependencies[known(id)]);
    }

    /** Gives the revisions that have a given one for a parent. */
    public RevisionSet children(RevisionId id) {
        return new RevisionSet(this, bits(children[known(id)]));
    }

    /** Gives the revisions that depend on a given one, its children not included unless they name it twice. */
    public RevisionSet dependents(RevisionId id) {
        return new RevisionSet(this, bits(dependents[known(id)]));
    }

    /** Gives the children of any of some revisions. */
    public RevisionSet children(RevisionSet of) {
        return new RevisionSet(this, Edges.next(of.positions(), children));
    }

    /** Gives the children and dependents of any of some revisions. */
    public RevisionSet above(RevisionSet of) {
        return new RevisionSet(this, Edges.next(of.positions(), children, dependents));
    }

    /** Gives the parents and dependencies of any of some revisions. */
    public RevisionSet below(RevisionSet of) {
        return new RevisionSet(this, Edges.next(of.positions(), parents, dependencies));
    }

    /** Gives the revisions without children. */
    public RevisionSet heads() {
        return heads;
    }

    /** Gives the revisions that nobody builds on: without children and without dependents. */
    public RevisionSet realHeads() {
        return realHeads;
    }

    /** Gives the revisions without parents. */
    public RevisionSet bases() {
        return bases;
    }

    /** Gives some revisions with all that lies below them, over parents and dependencies. */
    public RevisionSet ancestors(RevisionSet of) {
        return new RevisionSet(this, Edges.reach(of.positions(), parents, dependencies));
    }

    /** Gives some revisions with all that lies above them, over parents and dependencies. */
    public RevisionSet descendants(RevisionSet of) {
        return new RevisionSet(this, Edges.reach(of.positions(), children, dependents));
    }

    /** Gives a revision with all that lies above it, through parents only. */
    public RevisionSet lineAbove(RevisionId id) {
        return new RevisionSet(this, Edges.reach(bit(id), children));
    }

    /** Gives a revision with all that lies below it, through parents only. */
    public RevisionSet lineBelow(RevisionId id) {
        return new RevisionSet(this, Edges.reach(bit(id), parents));
    }

    /** Gives the line of a revision: it, its ancestors and its descendants, through parents only. */
    public RevisionSet line(RevisionId id) {
        return lineAbove(id).plus(lineBelow(id));
    }

    /** Gives the maximal elements of a set: those below no other of its members. */
    public RevisionSet tips(RevisionSet of) {
        return of.minus(ancestors(below(of)));
    }

    /** Gives every label with the revision that carries it, by label. */
    Map<String, RevisionId> labels() {
        Map<String, RevisionId> result = new TreeMap<>();
        labels.forEach((label, position) -> result.put(label, at(position).id()));
        return result;
    }

    /** Gives the place of an id in the order, or a negative number where the graph does not have it. */
    int position(RevisionId id) {
        return positions.getOrDefault(id, -1);
    }

    RevisionDescriptor at(int position) {
        return nodes.get(position);
    }

    IntStream parentsAt(int position) {
        return IntStream.of(parents[position]);
    }

    IntStream childrenAt(int position) {
        return IntStream.of(children[position]);
    }

    /** Parents and dependencies; what is both comes twice. */
    IntStream belowAt(int position) {
        return IntStream.concat(IntStream.of(parents[position]), IntStream.of(dependencies[position]));
    }

    /** Children and dependents; what is both comes twice. */
    IntStream aboveAt(int position) {
        return IntStream.concat(IntStream.of(children[position]), IntStream.of(dependents[position]));
    }

    private int known(RevisionId id) {
        int position = position(id);
        if (position < 0) {
            throw new IllegalArgumentException("revision " + id + " is not in this graph");
        }
        return position;
    }

    private RevisionSet matching(IntPredicate test) {
        BitSet bits = new BitSet(nodes.size());
        for (int position = 0; position < nodes.size(); position++) {
            if (test.test(position)) {
                bits.set(position);
            }
        }
        return new RevisionSet(this, bits);
    }

    private List<RevisionId> ids(int[] at) {
        return IntStream.of(at).mapToObj(position -> at(position).id()).toList();
    }

    private BitSet bit(RevisionId id) {
        return bits(new int[] {known(id)});
    }

    private static BitSet bits(int[] positions) {
        BitSet bits = new BitSet();
        IntStream.of(positions).forEach(bits::set);
        return bits;
    }
}
