// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Replacements;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A ledger's rows in the names of the code: where a database has all that a revision stands for, it has that revision. */
final class Succession {

    private final RevisionGraph graph;
    private final Replacements replacements;
    private final Map<RevisionId, AppliedRevision> ledger = new LinkedHashMap<>();
    private final List<RevisionId> complete = new ArrayList<>();
    private final List<Refusal> partial = new ArrayList<>();

    Succession(RevisionGraph graph, Collection<AppliedRevision> rows) {
        this.graph = graph;
        this.replacements = graph.replacements();
        rows.forEach(row -> ledger.put(row.id(), row));
        if (!replacements.isEmpty()) {
            graph.all().forEach(this::look);
        }
    }

    private void look(RevisionId successor) {
        List<RevisionId> there = there(successor);
        if (there.isEmpty()) {
            return;
        }
        List<Refusal> doubled = doubled(successor);
        List<RevisionId> missing = missing(successor);
        List<RevisionId> applied = there.stream().filter(this::isApplied).toList();
        if (!doubled.isEmpty()) {
            partial.addAll(doubled);
        } else if (missing.isEmpty() && !ledger.containsKey(successor)) {
            complete.add(successor);
        } else if (!applied.isEmpty()) {
            // What was interrupted is refused for that.
            partial.add(new Refusal.Replaced(successor, applied, missing));
        }
    }

    /** A revision that is there beside what it stands for, at whatever level. */
    private List<Refusal> doubled(RevisionId successor) {
        if (!ledger.containsKey(successor)) {
            return replacements.replacedBy(successor).stream()
                    .flatMap(older -> doubled(older).stream())
                    .toList();
        }
        List<RevisionId> beside =
                there(successor).stream().filter(this::isApplied).toList();
        return beside.isEmpty() ? List.of() : List.of(new Refusal.Replaced(successor, beside, List.of()));
    }

    /** What the ledger has of all that a revision stands for, be it by way of others. */
    private List<RevisionId> there(RevisionId successor) {
        return replacements.replacedBy(successor).stream()
                .flatMap(older -> Stream.concat(Stream.of(older).filter(ledger::containsKey), there(older).stream()))
                .toList();
    }

    /** What the ledger lacks of that. */
    private List<RevisionId> missing(RevisionId successor) {
        return replacements.replacedBy(successor).stream()
                .filter(older -> !isApplied(older))
                .flatMap(older -> there(older).isEmpty() ? Stream.of(older) : missing(older).stream())
                .toList();
    }

    private boolean isApplied(RevisionId id) {
        return Optional.ofNullable(ledger.get(id))
                .filter(row -> row.state() == AppliedRevision.State.APPLIED)
                .isPresent();
    }

    /** Gives the rows as the code names them. */
    List<AppliedRevision> rows() {
        if (replacements.isEmpty()) {
            return List.copyOf(ledger.values());
        }
        List<AppliedRevision> rows = new ArrayList<>();
        ledger.values().stream()
                .filter(row -> replacements
                        .successor(row.id())
                        .filter(complete::contains)
                        .isEmpty())
                .map(row -> row.on(renamed(row.downRevisions()), renamed(row.dependsOn())))
                .forEach(rows::add);
        complete.forEach(successor -> rows.add(row(successor)));
        return rows;
    }

    /** It was there when the last of those was that it stands for; its code was never applied, and so is not compared. */
    private AppliedRevision row(RevisionId successor) {
        RevisionDescriptor revision = graph.get(successor);
        AppliedRevision last = there(successor).stream()
                .map(id -> ledger.get(id))
                .max(Comparator.comparing(AppliedRevision::appliedAt))
                .orElseThrow();
        return new AppliedRevision(
                successor,
                AppliedRevision.State.APPLIED,
                revision.downRevisions(),
                graph.dependencies(successor),
                revision.message(),
                Optional.empty(),
                Optional.empty(),
                last.appliedAt(),
                last.appliedBy());
    }

    private List<RevisionId> renamed(List<RevisionId> ids) {
        return ids.stream().map(this::renamed).distinct().toList();
    }

    private RevisionId renamed(RevisionId id) {
        return replacements
                .successor(id)
                .filter(successor -> complete.contains(successor) || ledger.containsKey(successor))
                .orElse(id);
    }

    /** Gives what is still to be written, so that the ledger has the code's names itself. */
    List<Step> pending() {
        List<Step> steps = new ArrayList<>();
        for (RevisionId successor : complete) {
            boolean last = steps.size() == complete.size() - 1;
            steps.add(new Step.Replace(
                    graph.get(successor),
                    graph.dependencies(successor),
                    there(successor),
                    last ? relinked() : List.of()));
        }
        return steps;
    }

    private List<Step.Replace.Relinked> relinked() {
        return ledger.values().stream()
                .filter(row -> replacements.successor(row.id()).isEmpty())
                .flatMap(row -> relinked(row).stream())
                .toList();
    }

    private Optional<Step.Replace.Relinked> relinked(AppliedRevision row) {
        List<RevisionId> parents = renamed(row.downRevisions());
        List<RevisionId> dependencies = renamed(row.dependsOn());
        return parents.equals(row.downRevisions()) && dependencies.equals(row.dependsOn())
                ? Optional.empty()
                : Optional.of(new Step.Replace.Relinked(row.id(), parents, dependencies));
    }

    /** Gives why nothing is run, where the database has some of what a revision stands for. */
    List<Refusal> partial() {
        return partial;
    }
}
