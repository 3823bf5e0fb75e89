// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a target means in a graph and a database that has some of its revisions. Not thread-safe; made for one
 * command.
 */
public final class TargetResolver {

    /** From how many typed characters the beginning of an id is understood. */
    public static final int SHORTEST_PREFIX = 4;

    private static final String NAME_ONE =
            "merge them, name the one you mean, use heads for all, or LABEL@head for one line";

    private final RevisionGraph graph;
    private final RevisionSet applied;
    private final Map<String, RevisionSet> tags;
    private final Names names;

    /**
     * Takes a graph and what of it a database has.
     *
     * @param graph the graph
     * @param applied the applied revisions that the graph knows
     */
    public TargetResolver(RevisionGraph graph, RevisionSet applied) {
        this(graph, applied, Map.of());
    }

    /**
     * Takes the same, and names that the database has for revisions.
     *
     * @param graph the graph
     * @param applied the applied revisions that the graph knows
     * @param tags the revisions by these names
     */
    public TargetResolver(RevisionGraph graph, RevisionSet applied, Map<String, RevisionSet> tags) {
        this(graph, applied, tags, Set.of());
    }

    /**
     * Takes the same, and names of what is no revision, one of which may have been meant.
     *
     * @param graph the graph
     * @param applied the applied revisions that the graph knows
     * @param tags the revisions by names that the database has for them
     * @param others the names
     */
    public TargetResolver(RevisionGraph graph, RevisionSet applied, Map<String, RevisionSet> tags, Set<String> others) {
        this.graph = graph;
        this.applied = applied;
        this.tags = Map.copyOf(tags);
        this.names = new Names(graph, this.tags.keySet(), others);
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
        return line(target).flatMap(line -> resolve(target, direction, line));
    }

    /** The revision whose line is named before {@code @}, where one is. */
    Checked<Optional<RevisionId>, TargetIssue> line(Target target) {
        return target.line()
                .map(name -> names.find(name).map(Optional::of))
                .orElseGet(() -> Checked.sound(Optional.empty()));
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
            case HEADS -> Checked.sound(atOrBase(heads(line), line));
            case HEAD -> single(target, atOrBase(heads(line), line), NAME_ONE);
            case CURRENT -> current(direction, line);
            case NAME -> named(target.name(), line);
        };
    }

    private Checked<Destination, TargetIssue> named(String name, Optional<RevisionId> line) {
        RevisionSet tagged = tags.get(name);
        if (tagged != null && line.isEmpty()) {
            return Checked.sound(new Destination.At(tagged, line));
        }
        Checked<RevisionId, TargetIssue> found =
                line.map(of -> names.findOnLine(name, of, of.value())).orElseGet(() -> names.find(name));
        return found.map(id -> new Destination.At(graph.select(List.of(id)), line));
    }

    /** All real heads, or the heads of a line, which are counted through parents only. */
    RevisionSet heads(Optional<RevisionId> line) {
        return line.map(of -> graph.line(of).and(graph.heads())).orElseGet(graph::realHeads);
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
                line.map(of -> topmost(applied.and(graph.line(of)))).orElseGet(() -> graph.tips(applied)), line);
    }

    private static Destination atOrBase(RevisionSet revisions, Optional<RevisionId> line) {
        return revisions.isEmpty() ? new Destination.Base(line) : new Destination.At(revisions, line);
    }

    /** Those of a set that have no child and no dependent in it. */
    private RevisionSet topmost(RevisionSet of) {
        return of.minus(graph.below(of));
    }

    private static Checked<Destination, TargetIssue> single(Target target, Destination destination, String instead) {
        if (destination instanceof Destination.At at && at.revisions().size() > 1) {
            return Checked.unsound(
                    TargetIssue.severalHeads(target, at.revisions().byId(), instead));
        }
        return Checked.sound(destination);
    }

    private Checked<Destination, TargetIssue> walk(
            Target target, int steps, Destination start, Optional<RevisionId> line) {
        Walk walk = new Walk(graph, target, line);
        return single(target, start, NAME_ONE)
                .flatMap(from -> steps > 0 ? walk.up(from, steps) : walk.down(from, -steps));
    }
}
