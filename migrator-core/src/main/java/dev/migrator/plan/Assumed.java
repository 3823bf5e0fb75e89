// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of a ledger that nobody reads: of a database that is taken to have some revisions. */
final class Assumed {

    private Assumed() {}

    /** The revisions, as the code has them. */
    static List<AppliedRevision> revisions(Definitions code, RevisionSet applied) {
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
    static List<AppliedRevision> repeatables(Definitions code, RevisionSet applied) {
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
