// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ledger's rows seen through a graph. */
final class AppliedSet {

    private final RevisionGraph graph;
    private final StartingPoint start;
    private final List<Step> pending;
    private final List<Refusal> partial;
    private final Map<RevisionId, AppliedRevision> rows = new HashMap<>();
    private final RevisionSet known;
    private final RevisionSet interrupted;
    private final List<RevisionId> unknown;
    private final List<String> invalidIndexes;

    private AppliedSet(
            RevisionGraph graph,
            StartingPoint start,
            List<Step> pending,
            List<Refusal> partial,
            Collection<AppliedRevision> ledger,
            List<String> invalidIndexes) {
        this.graph = graph;
        this.start = start;
        this.pending = pending;
        this.partial = partial;
        this.invalidIndexes = invalidIndexes;
        ledger.forEach(row -> rows.put(row.id(), row));
        this.known = graph.select(rows.keySet());
        List<RevisionId> begun = new ArrayList<>();
        List<RevisionId> absent = new ArrayList<>();
        for (AppliedRevision row : rows.values()) {
            if (row.state() == AppliedRevision.State.INTERRUPTED) {
                begun.add(row.id());
            }
            if (!known.contains(row.id())) {
                absent.add(row.id());
            }
        }
        Collections.sort(absent);
        this.interrupted = graph.select(begun);
        this.unknown = List.copyOf(absent);
    }

    static AppliedSet of(
            RevisionGraph graph,
            Collection<AppliedRevision> ledger,
            Map<Kind, List<AppliedRevision>> units,
            List<String> invalidIndexes) {
        Succession succession = new Succession(graph, ledger);
        return new AppliedSet(
                graph,
                StartingPoint.of(ledger, units),
                succession.pending(),
                succession.partial(),
                succession.rows(),
                invalidIndexes);
    }

    /** The same rows, seen through another graph. */
    AppliedSet on(RevisionGraph other) {
        return new AppliedSet(other, start, pending, partial, rows.values(), invalidIndexes);
    }

    /** What is left without some rows. */
    AppliedSet without(Collection<RevisionId> gone) {
        return new AppliedSet(
                graph,
                start,
                pending,
                partial,
                rows.values().stream().filter(row -> !gone.contains(row.id())).toList(),
                invalidIndexes);
    }

    /** What is to be recorded before anything else, so that the ledger has the code's names. */
    List<Step> pending() {
        return pending;
    }

    /** The revisions that stand for what is there in part. */
    List<Refusal> partial() {
        return partial;
    }

    Set<RevisionId> ids() {
        return Collections.unmodifiableSet(rows.keySet());
    }

    /** What the code knows of it, interrupted revisions among them. */
    RevisionSet known() {
        return known;
    }

    /** What the code does not know of it, by id. */
    List<RevisionId> unknown() {
        return unknown;
    }

    /** The same without what the code knows to be replaced. */
    List<RevisionId> ahead() {
        return unknown.stream()
                .filter(id -> graph.replacements().successor(id).isEmpty())
                .toList();
    }

    /** The interrupted revisions that the code knows. */
    RevisionSet interrupted() {
        return interrupted;
    }

    /** Whether a revision, known to the code or not, was interrupted. */
    boolean isInterrupted(RevisionId id) {
        return find(id).filter(row -> row.state() == AppliedRevision.State.INTERRUPTED)
                .isPresent();
    }

    /** Interrupted revisions that say of themselves that they may simply run again. */
    RevisionSet rerunnable() {
        return graph.select(
                interrupted.stream().filter(id -> graph.get(id).rerunnable()).toList());
    }

    /** Why nothing is run, where other revisions were interrupted. */
    Optional<Refusal> stuck() {
        List<RevisionId> stuck = Stream.concat(
                        interrupted.minus(rerunnable()).stream(),
                        unknown.stream().filter(this::isInterrupted))
                .toList();
        return stuck.isEmpty() ? Optional.empty() : Optional.of(new Refusal.Interrupted(stuck, invalidIndexes));
    }

    /** Those of the database, where a revision was interrupted, which may have left them behind. */
    List<String> invalidIndexes() {
        return invalidIndexes;
    }

    /** What a person should know whatever is planned. */
    List<String> notices() {
        List<RevisionId> ahead = ahead();
        return ahead.isEmpty()
                ? List.of()
                : List.of("the database is ahead of the code: it has " + RevisionId.list(ahead)
                        + ", which the code does not");
    }

    /** Revisions below applied ones that are not applied. */
    RevisionSet gaps() {
        return graph.ancestors(known).minus(known);
    }

    Optional<AppliedRevision> find(RevisionId id) {
        return Optional.ofNullable(rows.get(id));
    }

    AppliedRevision row(RevisionId id) {
        return Objects.requireNonNull(rows.get(id));
    }

    StartingPoint startingPoint() {
        return start;
    }

    /** The unknown revisions that nothing applied lies above, going by the lineage in the ledger. */
    List<RevisionId> unknownTips() {
        return unknownTips(known);
    }

    private List<RevisionId> unknownTips(RevisionSet knownAfter) {
        if (unknown.isEmpty()) {
            return List.of();
        }
        Set<RevisionId> below = rows.values().stream()
                .filter(row -> knownAfter.contains(row.id()) || !known.contains(row.id()))
                .flatMap(AppliedSet::lineage)
                .collect(Collectors.toSet());
        return unknown.stream().filter(Predicate.not(below::contains)).toList();
    }

    /** The tips of what is applied once only some of the known revisions are, by id. */
    List<RevisionId> tips(RevisionSet knownAfter, boolean withUnknown) {
        if (!withUnknown || unknown.isEmpty()) {
            return graph.tips(knownAfter).byId();
        }
        Set<RevisionId> belowUnknown = below(unknown);
        return Stream.concat(
                        graph.tips(knownAfter).stream().filter(Predicate.not(belowUnknown::contains)),
                        unknownTips(knownAfter).stream())
                .sorted()
                .toList();
    }

    /** The unknown revisions that lie above any of some, going by the lineage in the ledger. */
    List<RevisionId> unknownAbove(RevisionSet some) {
        if (unknown.isEmpty()) {
            return List.of();
        }
        Map<RevisionId, List<RevisionId>> builtOn = new HashMap<>();
        rows.values()
                .forEach(row -> lineage(row)
                        .forEach(lower -> builtOn.computeIfAbsent(lower, key -> new ArrayList<>())
                                .add(row.id())));
        Set<RevisionId> above = reach(some, id -> builtOn.getOrDefault(id, List.of()).stream());
        return unknown.stream().filter(above::contains).toList();
    }

    private Set<RevisionId> below(Collection<RevisionId> ids) {
        return reach(ids, id -> Stream.ofNullable(rows.get(id)).flatMap(AppliedSet::lineage));
    }

    /** What can be reached from some, these not included unless something leads back to them. */
    private static Set<RevisionId> reach(Collection<RevisionId> from, Function<RevisionId, Stream<RevisionId>> next) {
        Set<RevisionId> reached = new HashSet<>();
        ArrayDeque<RevisionId> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            next.apply(open.remove()).filter(reached::add).forEach(open::add);
        }
        return reached;
    }

    private static Stream<RevisionId> lineage(AppliedRevision row) {
        return Stream.concat(row.downRevisions().stream(), row.dependsOn().stream());
    }
}
