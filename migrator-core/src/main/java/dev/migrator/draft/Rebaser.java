// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Decides whether a revision can be put on another parent, and tells all that stands in its way. Writes nothing. */
public final class Rebaser {

    private final RevisionGraph graph;
    private final Collection<RevisionId> applied;

    /**
     * Takes a graph and what a database has of it.
     *
     * @param graph what the code has
     * @param applied what must stay where it is, because a database has it
     */
    public Rebaser(RevisionGraph graph, Collection<RevisionId> applied) {
        this.graph = graph;
        this.applied = applied;
    }

    /**
     * Decides.
     *
     * @param typed the revision, as typed
     * @param onto its new parent, as typed; {@code base} for none
     */
    public Checked<Rebase, Problem> rebase(String typed, String onto) {
        List<Problem> problems = new ArrayList<>();
        Mentions mentions = new Mentions(graph, problems);
        Optional<RevisionId> revision = mentions.one(typed);
        Optional<RevisionId> parent = onto.equals("base") ? Optional.empty() : mentions.one(onto);
        if (!problems.isEmpty()) {
            return new Checked.Unsound<>(problems);
        }
        Rebase rebase = new Rebase(graph.asWritten(revision.orElseThrow()), parent);
        problems.addAll(problems(rebase));
        return problems.isEmpty() ? Checked.sound(rebase) : new Checked.Unsound<>(problems);
    }

    private List<Problem> problems(Rebase rebase) {
        List<Problem> problems = new ArrayList<>();
        RevisionDescriptor revision = rebase.revision();
        RevisionId id = revision.id();
        RevisionSet above = graph.descendants(graph.select(List.of(id)));
        rebase.onto().filter(above::contains).ifPresent(onto -> problems.add(DraftIssue.ontoItself(id, onto)));
        if (revision.downRevisions().size() > 1) {
            problems.add(DraftIssue.rebaseOfMerge(id, revision.downRevisions()));
        }
        boolean moves = !graph.parents(id).equals(rebase.parents());
        if (applied.contains(id) && moves) {
            problems.add(DraftIssue.alreadyApplied(id));
        }
        return problems;
    }
}
