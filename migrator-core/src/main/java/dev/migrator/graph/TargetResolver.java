// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what a target means in a graph and a database that has some of its revisions. Not thread-safe; made for one
 * command.
 */
public final class TargetResolver {

    /** From how many typed characters the beginning of an id is understood. */
    static final int SHORTEST_PREFIX = 4;

    private static final String NAME_ONE =
            "merge them, name the one you mean, use heads for all, or LABEL@head for one line";

    private final RevisionGraph graph;
    private final RevisionSet applied;
    private final Names names;

    /**
     * Takes a graph and what of it a database has.
     *
     * @param graph the graph
     * @param applied the applied revisions that the graph knows
     */
    public TargetResolver(RevisionGraph graph, RevisionSet applied) {
        this.graph = graph;
        this.applied = applied;
        this.names = new Names(graph);
    }

    /**
     * Resolves a target for a command that goes one way.
     *
     * @param target what was typed
     * @param direction where the command goes
     */
    public Checked<Destination, TargetIssue> resolve(Target target, Direction direction) {
        if (target instanceof Target.Steps steps && (steps.steps() > 0) != (direction == Direction.UP)) {
            return Checked.unsound(TargetIssue.wrongDirection(target, direction));
        }
        if (target.line().isEmpty()) {
            return resolve(target, direction, Optional.empty());
        }
        return names.find(target.line().get()).flatMap(line -> resolve(target, direction, Optional.of(line)));
    }

    private Checked<Destination, TargetIssue> resolve(Target target, Direction direction, Optional<RevisionId> line) {
        if (target instanceof Target.From from) {
            return start(from, direction, line)
                    .flatMap(start -> from.steps() == 0 ? Checked.sound(start) : walk(from, from.steps(), start, line));
        }
        int steps = ((Target.Steps) target).steps();
        if (direction == Direction.DOWN) {
            return new Undoing(graph, applied, target, line).back(-steps);
        }
        Destination here = here(line);
        return walk(target, steps, here, line);
    }

    /** What the symbol means before any step from it. */
    private Checked<Destination, TargetIssue> start(
            Target.From target, Direction direction, Optional<RevisionId> line) {
        return switch (target.symbol()) {
            case BASE -> Checked.sound(new Destination.Base(line));
            case HEADS -> Checked.sound(headsOf(line));
            case HEAD -> single(target, headsOf(line), NAME_ONE);
            case CURRENT -> current(direction, line);
            case NAME -> named(target.name(), line);
        };
    }

    private Checked<Destination, TargetIssue> named(String name, Optional<RevisionId> line) {
        Checked<RevisionId, TargetIssue> found =
                line.map(of -> names.findOnLine(name, of, of.value())).orElseGet(() -> names.find(name));
        return found.map(id -> new Destination.At(graph.select(List.of(id)), line));
    }

    private Destination headsOf(Optional<RevisionId> line) {
        RevisionSet heads = line.map(of -> graph.line(of).and(graph.heads())).orElseGet(graph::realHeads);
        return atOrBase(heads, line);
    }

    private Checked<Destination, TargetIssue> current(Direction direction, Optional<RevisionId> line) {
        Destination here = here(line);
        if (here instanceof Destination.Base && line.isPresent() && direction == Direction.DOWN) {
            return Checked.unsound(TargetIssue.nothingAppliedOnLine(line.get().value()));
        }
        return Checked.sound(here);
    }

    /** Where the database is: its tips, or the topmost applied revisions of a line. */
    private Destination here(Optional<RevisionId> line) {
        return atOrBase(
                line.map(of -> topmost(graph, applied.and(graph.line(of)))).orElseGet(() -> graph.tips(applied)), line);
    }

    private static Destination atOrBase(RevisionSet revisions, Optional<RevisionId> line) {
        return revisions.isEmpty() ? new Destination.Base(line) : new Destination.At(revisions, line);
    }

    /** Those of a set that have no child and no dependent in it. */
    static RevisionSet topmost(RevisionGraph graph, RevisionSet of) {
        return of.minus(graph.below(of));
    }

    private static Checked<Destination, TargetIssue> single(Target target, Destination destination, String instead) {
        if (destination instanceof Destination.At at && at.revisions().size() > 1) {
            return Checked.unsound(
                    TargetIssue.severalHeads(target, at.revisions().byId(), instead));
        }
        return Checked.sound(destination);
    }

    /** Walks along children or parents, one revision at a time, within the line if one is named. */
    private Checked<Destination, TargetIssue> walk(
            Target target, int steps, Destination start, Optional<RevisionId> line) {
        Function<RevisionSet, RevisionSet> within = line.<Function<RevisionSet, RevisionSet>>map(of -> {
                    RevisionSet members = graph.line(of);
                    return set -> set.and(members);
                })
                .orElse(Function.identity());
        return single(target, start, NAME_ONE)
                .flatMap(from -> steps > 0
                        ? walkUp(target, steps, from, line, within)
                        : walkDown(target, -steps, from, line, within));
    }

    private Checked<Destination, TargetIssue> walkUp(
            Target target,
            int steps,
            Destination from,
            Optional<RevisionId> line,
            Function<RevisionSet, RevisionSet> within) {
        Destination here = from;
        for (int step = 0; step < steps; step++) {
            RevisionSet above = here instanceof Destination.At at ? graph.children(at.revisions()) : graph.bases();
            RevisionSet next = within.apply(above);
            if (next.isEmpty()) {
                return Checked.unsound(TargetIssue.tooFar(target, describe(here)));
            }
            if (next.size() > 1) {
                return Checked.unsound(TargetIssue.ambiguousWalk(target, describe(here), next.byId(), true));
            }
            here = new Destination.At(next, line);
        }
        return Checked.sound(here);
    }

    private Checked<Destination, TargetIssue> walkDown(
            Target target,
            int steps,
            Destination from,
            Optional<RevisionId> line,
            Function<RevisionSet, RevisionSet> within) {
        Destination here = from;
        for (int step = 0; step < steps; step++) {
            if (!(here instanceof Destination.At at)) {
                return Checked.unsound(TargetIssue.tooFar(target, "base"));
            }
            RevisionId revision = at.revisions().single();
            RevisionSet parents = graph.select(graph.parents(revision));
            RevisionSet next = within.apply(parents);
            if (next.size() > 1) {
                return Checked.unsound(TargetIssue.ambiguousWalk(target, revision.value(), next.byId(), false));
            }
            here = next.isEmpty() ? new Destination.Base(Optional.of(revision)) : new Destination.At(next, line);
        }
        return Checked.sound(here);
    }

    private static String describe(Destination destination) {
        return destination instanceof Destination.At at
                ? at.revisions().single().value()
                : "base";
    }
}
