// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Says which revisions a range means in a graph and a database: those at or above its start and at or below its end, over
 * parents and dependencies; with an end that is counted from the other, those that at most so many steps along parents
 * lead to. Not thread-safe; made for one command.
 */
public final class RangeResolver {

    private final RevisionGraph graph;
    private final TargetResolver targets;

    /**
     * Takes a graph and what of it a database has.
     *
     * @param graph the graph
     * @param applied the applied revisions that the graph knows
     */
    public RangeResolver(RevisionGraph graph, RevisionSet applied) {
        this(graph, applied, Map.of());
    }

    /**
     * Takes the same, and names that the database has for revisions.
     *
     * @param graph the graph
     * @param applied the applied revisions that the graph knows
     * @param tags the revisions by these names
     */
    public RangeResolver(RevisionGraph graph, RevisionSet applied, Map<String, RevisionSet> tags) {
        this.graph = graph;
        this.targets = new TargetResolver(graph, applied, tags);
    }

    /**
     * Resolves a range.
     *
     * @param range what was typed
     */
    public Checked<RevisionSet, TargetIssue> resolve(Range range) {
        if (range.start().orElse(null) instanceof Target.Steps back) {
            return targets.line(back)
                    .flatMap(line -> top(range, line)
                            .flatMap(top -> counted(range, top, -back.steps(), line, graph::parentsAt)));
        }
        Checked<Optional<Destination>, TargetIssue> start = resolve(range.start());
        if (range.end().orElse(null) instanceof Target.Steps on) {
            return start.flatMap(from -> targets.line(on).flatMap(line -> countedUp(range, from, on.steps(), line)));
        }
        return start.flatMap(from -> between(range, from));
    }

    private Checked<RevisionSet, TargetIssue> between(Range range, Optional<Destination> start) {
        Optional<RevisionId> line = start.flatMap(Destination::line);
        return top(range, line).flatMap(top -> {
            RevisionSet below = range.end().isEmpty() && line.isEmpty() ? graph.all() : graph.ancestors(top);
            if (start.orElse(null) instanceof Destination.At at) {
                return insist(range, at.revisions(), below.and(graph.descendants(at.revisions())));
            }
            return Checked.sound(below);
        });
    }

    /** Where a range ends; if that is not said, at the heads of the line that its start names, or at all. */
    private Checked<RevisionSet, TargetIssue> top(Range range, Optional<RevisionId> line) {
        return resolve(range.end()).map(end -> end.map(this::revisions).orElseGet(() -> targets.heads(line)));
    }

    /** From base, the first step comes to the bases. */
    private Checked<RevisionSet, TargetIssue> countedUp(
            Range range, Optional<Destination> start, int steps, Optional<RevisionId> line) {
        if (start.orElse(null) instanceof Destination.At at) {
            return counted(range, at.revisions(), steps, line, graph::childrenAt);
        }
        Optional<RevisionId> within = line.or(() -> start.flatMap(Destination::line));
        RevisionSet bases = within.map(of -> graph.bases().and(graph.line(of))).orElseGet(graph::bases);
        return counted(range, bases, steps - 1, within, graph::childrenAt);
    }

    private Checked<RevisionSet, TargetIssue> counted(
            Range range, RevisionSet from, int most, Optional<RevisionId> line, IntFunction<IntStream> next) {
        RevisionSet members = line.map(graph::line).orElseGet(graph::all);
        BitSet within = members.positions();
        BitSet reached = (BitSet) from.and(members).positions().clone();
        int[] frontier = reached.stream().toArray();
        for (int step = 0; step < most && frontier.length > 0; step++) {
            frontier = IntStream.of(frontier)
                    .flatMap(next)
                    .filter(node -> within.get(node) && !reached.get(node))
                    .distinct()
                    .toArray();
            IntStream.of(frontier).forEach(reached::set);
        }
        return insist(range, from, new RevisionSet(graph, reached));
    }

    /** A range between revisions holds at least them, if they lie on one way. */
    private static Checked<RevisionSet, TargetIssue> insist(Range range, RevisionSet end, RevisionSet found) {
        return found.isEmpty() && !end.isEmpty()
                ? Checked.unsound(TargetIssue.emptyRange(range, end.byId()))
                : Checked.sound(found);
    }

    private Checked<Optional<Destination>, TargetIssue> resolve(Optional<Target> target) {
        return target.map(typed -> targets.resolve(typed, Direction.UP).map(Optional::of))
                .orElseGet(() -> Checked.sound(Optional.empty()));
    }

    private RevisionSet revisions(Destination destination) {
        return destination instanceof Destination.At at ? at.revisions() : graph.select(List.of());
    }
}
