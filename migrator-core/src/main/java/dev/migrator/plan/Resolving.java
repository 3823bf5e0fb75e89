// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Destination;
import dev.migrator.graph.Direction;
import dev.migrator.graph.Range;
import dev.migrator.graph.RangeResolver;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetIssue;
import dev.migrator.graph.TargetResolver;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What targets mean in one database, its tags among them. */
final class Resolving {

    private final RevisionGraph graph;
    private final UnitNames names;
    private final AppliedSet applied;
    private final Tagging tags;
    private final Past past;

    Resolving(UnitNames names, AppliedSet applied, Tagging tags, Past past) {
        this.past = past;
        this.names = names;
        this.graph = names.code().graph();
        this.applied = applied;
        this.tags = tags;
    }

    Checked<Destination, Refusal> resolve(Target target, Direction direction) {
        return tags.obstacle(target)
                .or(() -> namesNoRevision(target))
                .or(() -> startsFromUnknown(target))
                .<Checked<Destination, Refusal>>map(Checked::unsound)
                .orElseGet(() -> badTarget(
                        new TargetResolver(graph, applied.known(), tags.heads(), names.all())
                                .resolve(target, direction),
                        past));
    }

    private Optional<Refusal> namesNoRevision(Target target) {
        return target instanceof Target.From from
                        && from.symbol() == Target.Symbol.NAME
                        && from.line().isEmpty()
                ? names.kind(new RevisionId(from.name()))
                        .filter(kind -> graph.labelled(from.name()).isEmpty())
                        .map(kind -> new Refusal.BadTarget(TargetIssue.noRevision(from.name(), kind)))
                : Optional.empty();
    }

    /** The revisions that a target names; none for base. Steps by themselves are counted from where the database is. */
    Checked<RevisionSet, Refusal> revisions(Target target) {
        return resolve(target.fromCurrent(), Direction.UP)
                .map(destination ->
                        destination instanceof Destination.At at ? at.revisions() : graph.select(List.of()));
    }

    /** The revisions in a range. */
    Checked<RevisionSet, Refusal> within(Range range) {
        return Stream.concat(
                        Stream.of(range.start(), range.end())
                                .flatMap(Optional::stream)
                                .flatMap(end -> tags.obstacle(end).stream()),
                        range.relativeEnds().stream().flatMap(end -> startsFromUnknown(end).stream()))
                .findFirst()
                .<Checked<RevisionSet, Refusal>>map(Checked::unsound)
                .orElseGet(
                        () -> badTarget(new RangeResolver(graph, applied.known(), tags.heads()).resolve(range), past));
    }

    /** What a downgrade to a target undoes; to a tag, all that was not there when it was set. */
    Checked<RevisionSet, Refusal> undone(Target target) {
        Optional<RevisionId> tag = tags.named(target);
        return tag.isEmpty()
                ? resolve(target, Direction.DOWN).flatMap(this::undone)
                : tags.clash(target)
                        .<Checked<RevisionSet, Refusal>>map(Checked::unsound)
                        .orElseGet(() -> tags.undone(tag.get()));
    }

    private Checked<RevisionSet, Refusal> undone(Destination destination) {
        if (destination instanceof Destination.Undone relative) {
            return Checked.sound(relative.revisions());
        }
        if (destination instanceof Destination.At at) {
            RevisionSet missing = at.revisions().minus(applied.known());
            return missing.isEmpty()
                    ? Checked.sound(aboveAny(onLine(graph.children(at.revisions()), at.line())))
                    : Checked.unsound(new Refusal.NotApplied(missing.byId()));
        }
        return Checked.sound(aboveAny(onLine(graph.bases(), ((Destination.Base) destination).line())));
    }

    private RevisionSet aboveAny(RevisionSet roots) {
        return graph.descendants(roots).and(applied.known());
    }

    private RevisionSet onLine(RevisionSet revisions, Optional<RevisionId> line) {
        return line.map(of -> revisions.and(graph.line(of))).orElse(revisions);
    }

    private Optional<Refusal> startsFromUnknown(Target target) {
        List<RevisionId> unknownTips = applied.unknownTips();
        return target.isRelative() && target.line().isEmpty() && !unknownTips.isEmpty()
                ? Optional.of(new Refusal.UnknownApplied(
                        unknownTips,
                        "'" + target + "' starts from the tip of the database",
                        "name a revision, or bring the code up to date"))
                : Optional.empty();
    }

    /** Where no database is asked, what means nothing may be a tag. */
    static <T> Checked<T, Refusal> badTarget(Checked<T, TargetIssue> resolved, Past past) {
        return Planner.badTarget(
                past.asked()
                        ? resolved
                        : resolved.fold(
                                Checked::sound,
                                issues -> new Checked.Unsound<>(issues.stream()
                                        .map(TargetIssue::withoutDatabase)
                                        .toList())));
    }
}
