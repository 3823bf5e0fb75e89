// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.Destination;
import dev.migrator.graph.Direction;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetResolver;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a ledger that nobody reads: of a database that is taken to have some revisions. */
final class Assumed {

    private Assumed() {}

    /** What decides there. */
    static Checked<Planner, Refusal> planner(Definitions code, List<Target> tips) {
        RevisionGraph graph = code.graph();
        TargetResolver resolver = new TargetResolver(graph, graph.select(List.of()));
        List<RevisionId> found = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Target tip : tips) {
            Resolving.badTarget(resolver.resolve(tip, Direction.UP), Past.NOBODY_ASKED)
                    .fold(
                            destination -> destination instanceof Destination.At at
                                    && found.addAll(at.revisions().byId()),
                            refusals::addAll);
        }
        if (!refusals.isEmpty()) {
            return new Checked.Unsound<>(refusals);
        }
        RevisionSet applied = graph.ancestors(graph.select(found));
        return Checked.sound(new Planner(
                        code,
                        revisions(code, applied),
                        Map.of(Kind.REPEATABLE, repeatables(code, applied)),
                        PresentCode.UNSEEN,
                        List.of(),
                        List.of())
                .remembering(Past.NOBODY_ASKED));
    }

    /** The revisions, as the code has them. */
    private static List<AppliedRevision> revisions(Definitions code, RevisionSet applied) {
        return applied.descriptors()
                .map(revision -> row(
                        revision.id(),
                        AppliedRevision.State.APPLIED,
                        revision.downRevisions(),
                        code.graph().dependencies(revision.id()),
                        revision.message()))
                .toList();
    }

    /** They are there, and nobody knows whether as the code has them: an upgrade runs them, a downgrade takes them away. */
    private static List<AppliedRevision> repeatables(Definitions code, RevisionSet applied) {
        return new Repeating(code.graph(), code.repeatables(), List.of(), new Integrity(PresentCode.UNSEEN))
                .due(applied).steps().stream()
                        .map(step ->
                                row(step.id(), AppliedRevision.State.INTERRUPTED, List.of(), List.of(), step.message()))
                        .toList();
    }

    private static AppliedRevision row(
            RevisionId id,
            AppliedRevision.State state,
            List<RevisionId> parents,
            List<RevisionId> dependencies,
            String message) {
        return new AppliedRevision(
                id, state, parents, dependencies, message, Optional.empty(), Optional.empty(), Instant.EPOCH, "");
    }
}
