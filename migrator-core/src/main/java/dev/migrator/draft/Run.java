// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.graph.Range;
import dev.migrator.graph.RangeResolver;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds a run of revisions that can be one: built on at its end only. */
final class Run {

    private final RevisionGraph graph;
    private final List<Problem> problems;

    /** Adds to the problems, which stay the caller's. */
    Run(RevisionGraph graph, List<Problem> problems) {
        this.graph = graph;
        this.problems = problems;
    }

    RevisionSet of(String typed) {
        RevisionSet none = graph.select(List.of());
        RevisionSet run = Range.parse(typed).fold(range -> resolved(typed, range), issues -> {
            problems.addAll(issues);
            return none;
        });
        if (problems.isEmpty()) {
            check(typed, run);
        }
        return run;
    }

    private RevisionSet resolved(String typed, Range range) {
        RevisionSet none = graph.select(List.of());
        if (!range.relativeEnds().isEmpty()) {
            problems.add(DraftIssue.needsDatabase(typed));
            return none;
        }
        return new RangeResolver(graph, none).resolve(range).fold(found -> found, issues -> {
            problems.addAll(issues);
            return none;
        });
    }

    private void check(String typed, RevisionSet run) {
        if (run.size() < 2) {
            problems.add(DraftIssue.nothingToSquash(typed, run.byId()));
            return;
        }
        Set<RevisionId> exits = new HashSet<>(graph.tips(run));
        exits.addAll(graph.below(graph.all().minus(run)).and(run));
        if (exits.size() > 1) {
            problems.add(DraftIssue.severalExits(typed, exits.stream().sorted().toList()));
        }
    }

    /** What some revisions name. */
    static RevisionSet below(
            RevisionSet run, Function<RevisionId, ? extends Collection<RevisionId>> names, RevisionGraph graph) {
        return graph.select(run.stream().flatMap(id -> names.apply(id).stream()).toList());
    }
}
