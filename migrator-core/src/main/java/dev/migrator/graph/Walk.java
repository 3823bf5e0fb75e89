// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Steps along children or parents, one revision at a time, none of which may leave a choice. */
final class Walk {

    private static final int BASE = -1;

    private final RevisionGraph graph;
    private final Target target;
    private final Optional<RevisionId> line;
    private final BitSet within;

    /** Stays on a line, if one is named. */
    Walk(RevisionGraph graph, Target target, Optional<RevisionId> line) {
        this.graph = graph;
        this.target = target;
        this.line = line;
        this.within = line.map(graph::line).orElseGet(graph::all).positions();
    }

    /** Expects a start that is one revision, or base. */
    Checked<Destination, TargetIssue> up(Destination start, int steps) {
        int here = position(start);
        for (int step = 0; step < steps; step++) {
            int[] next = here == BASE ? onLine(graph.bases().positions().stream()) : onLine(graph.childrenAt(here));
            if (next.length == 0) {
                return Checked.unsound(TargetIssue.tooFar(target, name(here)));
            }
            if (next.length > 1) {
                return Checked.unsound(TargetIssue.ambiguousWalk(target, name(here), ids(next), true));
            }
            here = next[0];
        }
        return Checked.sound(at(here));
    }

    /** Expects a start that is one revision, or base. */
    Checked<Destination, TargetIssue> down(Destination start, int steps) {
        int here = position(start);
        for (int step = 0; step < steps; step++) {
            if (here == BASE) {
                return Checked.unsound(TargetIssue.tooFar(target, name(here)));
            }
            int[] next = onLine(graph.parentsAt(here));
            if (next.length > 1) {
                return Checked.unsound(TargetIssue.ambiguousWalk(target, name(here), ids(next), false));
            }
            if (next.length == 0) {
                return step == steps - 1
                        ? Checked.sound(new Destination.Base(Optional.of(id(here))))
                        : Checked.unsound(TargetIssue.tooFar(target, name(BASE)));
            }
            here = next[0];
        }
        return Checked.sound(at(here));
    }

    private int position(Destination start) {
        return start instanceof Destination.At at
                ? graph.position(at.revisions().single())
                : BASE;
    }

    private Destination at(int position) {
        return new Destination.At(graph.select(List.of(id(position))), line);
    }

    private int[] onLine(IntStream positions) {
        return positions.filter(within::get).toArray();
    }

    private RevisionId id(int position) {
        return graph.at(position).id();
    }

    private List<RevisionId> ids(int[] positions) {
        return IntStream.of(positions).mapToObj(this::id).sorted().toList();
    }

    private String name(int position) {
        return position == BASE ? "base" : id(position).value();
    }
}
