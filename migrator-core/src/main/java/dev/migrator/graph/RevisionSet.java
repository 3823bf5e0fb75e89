// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some revisions of one graph, iterated in the graph's one order. Immutable and thread-safe. Sets of different graphs
 * must not be combined.
 */
public final class RevisionSet extends AbstractSet<RevisionId> {

    private final RevisionGraph graph;
    private final BitSet positions;

    /** Takes the bits over; nobody else may keep them. */
    RevisionSet(RevisionGraph graph, BitSet positions) {
        this.graph = graph;
        this.positions = positions;
    }

    /** Bits to read only. */
    BitSet positions() {
        return positions;
    }

    /** Gives what is in either set. Linear in the size of the graph. */
    public RevisionSet plus(RevisionSet other) {
        BitSet result = copy();
        result.or(other.positions);
        return new RevisionSet(graph, result);
    }

    /** Gives what is in this set and not in the other. Linear in the size of the graph. */
    public RevisionSet minus(RevisionSet other) {
        BitSet result = copy();
        result.andNot(other.positions);
        return new RevisionSet(graph, result);
    }

    /** Gives what is in both sets. Linear in the size of the graph. */
    public RevisionSet and(RevisionSet other) {
        BitSet result = copy();
        result.and(other.positions);
        return new RevisionSet(graph, result);
    }

    /** Gives what the code says of each revision, in the order. */
    public Stream<RevisionDescriptor> descriptors() {
        return positions.stream().mapToObj(graph::at);
    }

    /** Gives the revisions from the last to the first. */
    public List<RevisionId> reversed() {
        List<RevisionId> ids = new ArrayList<>(this);
        Collections.reverse(ids);
        return ids;
    }

    /** Gives the revisions by id, smallest first: the order in which people are told of them. */
    public List<RevisionId> byId() {
        return stream().sorted().toList();
    }

    /** Gives the only revision of a set of one. */
    RevisionId single() {
        return iterator().next();
    }

    @Override
    public boolean contains(@Nullable Object candidate) {
        if (!(candidate instanceof RevisionId id)) {
            return false;
        }
        int position = graph.position(id);
        return position >= 0 && positions.get(position);
    }

    @Override
    public Iterator<RevisionId> iterator() {
        return new Iterator<>() {
            private int next = positions.nextSetBit(0);

            @Override
            public boolean hasNext() {
                return next >= 0;
            }

            @Override
            public RevisionId next() {
                if (next < 0) {
                    throw new NoSuchElementException();
                }
                RevisionId id = graph.at(next).id();
                next = positions.nextSetBit(next + 1);
                return id;
            }
        };
    }

    @Override
    public boolean isEmpty() {
        return positions.isEmpty();
    }

    @Override
    public int size() {
        return positions.cardinality();
    }

    private BitSet copy() {
        return (BitSet) positions.clone();
    }
}
