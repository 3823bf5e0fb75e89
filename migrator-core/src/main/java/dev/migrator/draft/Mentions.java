// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.graph.Destination;
import dev.migrator.graph.Direction;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetResolver;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/** Finds the revisions that a request names, and collects what is wrong with the names. */
final class Mentions {

    private final TargetResolver resolver;
    private final List<Problem> problems;

    /** Adds to the problems, which stay the caller's. */
    Mentions(RevisionGraph graph, List<Problem> problems) {
        this.resolver = new TargetResolver(graph, graph.select(List.of()));
        this.problems = problems;
    }

    /** Exactly one revision, or a problem more. */
    Optional<RevisionId> one(String typed) {
        int before = problems.size();
        List<RevisionId> found = any(typed);
        if (found.size() == 1) {
            return Optional.of(found.get(0));
        }
        if (problems.size() == before) {
            problems.add(DraftIssue.notOne(typed, found));
        }
        return Optional.empty();
    }

    /** Any number of revisions, by id; none for base. */
    List<RevisionId> any(String typed) {
        return Target.parse(typed).fold(target -> resolve(typed, target), this::report);
    }

    private List<RevisionId> resolve(String typed, Target target) {
        if (target.isRelative()) {
            return report(List.of(DraftIssue.needsDatabase(typed)));
        }
        return resolver.resolve(target, Direction.UP)
                .fold(
                        destination -> destination instanceof Destination.At at
                                ? at.revisions().byId()
                                : List.of(),
                        this::report);
    }

    private List<RevisionId> report(List<? extends Problem> found) {
        problems.addAll(found);
        return List.of();
    }
}
