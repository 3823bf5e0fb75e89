// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.Migrator;
import dev.migrator.cli.output.CandidatesView.Candidate;
import dev.migrator.cli.output.RepairableView;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Names that only the database has, for somebody who is typing, who is asked for no password and waits for no server.
 *
 * @param session what the command works with
 */
record LiveNames(Session session) {

    private static final long PATIENCE_MILLIS = 1500;

    /** Gives the tags; nothing where the database does not answer at once. */
    List<Candidate> tags() {
        return of(migrator -> migrator.tags().list().stream()
                .map(tag -> new Candidate(tag.name().value(), "tag at " + RevisionId.list(tag.heads())))
                .toList());
    }

    /** Gives what can be forgotten, likewise. */
    List<Candidate> gone() {
        return of(migrator -> RepairableView.gone(migrator.status()).stream()
                .map(each -> new Candidate(each.id().value(), each.message()))
                .toList());
    }

    /** Gives the hooks that are owed, likewise. */
    List<Candidate> owed() {
        return of(migrator -> migrator.planner().owedHooks().stream()
                .map(hook -> new Candidate(hook.value(), "hook that is owed"))
                .toList());
    }

    private List<Candidate> of(Function<Migrator, List<Candidate>> names) {
        Session unattended = session.unattended();
        if (!new NamedByDatabase(unattended).isAtHand()) {
            return List.of();
        }
        CompletableFuture<List<Candidate>> found = CompletableFuture.supplyAsync(() -> unattended.online(names));
        try {
            return found.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }
}
