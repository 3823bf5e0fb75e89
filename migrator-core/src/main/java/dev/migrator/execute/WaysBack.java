// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import dev.migrator.sql.Redaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds out, without a database, what undoes a revision: each revision once. Not thread-safe. */
final class WaysBack {

    private static final System.Logger LOGGER = System.getLogger(WaysBack.class.getName());

    private final Transcriber transcriber;
    private final Map<RevisionId, Optional<StoredDowngrade>> found = new HashMap<>();

    WaysBack(LoadedPlan.Reload bodies, Senders senders, MigrationParameters parameters, Cancellation cancellation) {
        this.transcriber = new Transcriber(
                bodies, new Rendering.Conditions(parameters, senders, Rendering.Limits.BESIDE_A_RUN, cancellation));
    }

    /** Gives the way back; nothing where there is none, or what it sends is not known or not to be kept. */
    Optional<StoredDowngrade> of(RevisionDescriptor revision) {
        return found.computeIfAbsent(revision.id(), id -> revision.reversible() ? find(revision) : Optional.empty());
    }

    private Optional<StoredDowngrade> find(RevisionDescriptor revision) {
        Transcript transcript = transcriber.of(new Step.Downgrade(revision));
        if (transcript.overran()) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "what undoes {0} is not kept in the ledger: {1}",
                    revision.id(),
                    transcript.gap().map(Object::toString).orElse(""));
        }
        boolean whole =
                transcript.gap().isEmpty() && transcript.lines().stream().allMatch(WaysBack::mayBeKept);
        return whole
                ? Optional.of(new StoredDowngrade(
                        revision.kind(),
                        revision.id(),
                        revision.transactional(),
                        transcript.lines().stream().map(Transcript.Line::sql).toList()))
                : Optional.empty();
    }

    /** The ledger is read by more people than may know a password. */
    private static boolean mayBeKept(Transcript.Line line) {
        return line.copyData().isEmpty() && Redaction.of(line.sql()).statement().equals(line.sql());
    }
}
