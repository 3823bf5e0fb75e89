// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/**
 * A listener that stops a run before anything was done.
 *
 * @param kind the short, stable name
 * @param message what is wrong, and what to do
 * @param thrown what was thrown
 */
record ListenerIssue(String kind, String message, Throwable thrown) implements Problem {

    static ListenerIssue cannotLoad(Throwable thrown) {
        return new ListenerIssue(
                "listener_cannot_load",
                "a listener that META-INF/services names cannot be loaded: " + thrown
                        + "; see that its class is public, has a public constructor without parameters, and has on the"
                        + " class path all that it needs",
                thrown);
    }

    static ListenerIssue refuses(String listener, Throwable thrown) {
        return new ListenerIssue(
                "listener_failed",
                "the listener " + listener + " ended the run before it began: " + thrown
                        + "; see to what it wants, or correct it",
                thrown);
    }

    @Override
    public List<RevisionId> revisions() {
        return List.of();
    }

    @Override
    public Optional<Throwable> cause() {
        return Optional.of(thrown);
    }
}
