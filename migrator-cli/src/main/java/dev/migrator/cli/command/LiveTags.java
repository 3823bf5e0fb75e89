// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.CandidatesView.Candidate;
import dev.migrator.plan.Tag;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The tags of the database for somebody who is typing, who is asked for no password and waits for no server.
 *
 * @param session what the command works with
 */
record LiveTags(Session session) {

    private static final long PATIENCE_MILLIS = 1500;

    /** Gives what may be completed; nothing where the database does not answer at once. */
    List<Candidate> candidates() {
        Session unattended = session.unattended();
        if (!new NamedByDatabase(unattended).isAtHand()) {
            return List.of();
        }
        CompletableFuture<List<Tag>> tags = CompletableFuture.supplyAsync(
                () -> unattended.online(migrator -> migrator.tags().list()));
        try {
            return tags.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).stream()
                    .map(tag -> new Candidate(tag.name().value(), "tag at " + RevisionId.list(tag.heads())))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }
}
