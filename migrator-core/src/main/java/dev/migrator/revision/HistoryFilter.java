// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.time.Instant;
import java.util.Optional;

/**
 * Which part of the history is wanted.
 *
 * @param revision only what happened to this revision: its id, the beginning of it, or a label; or to what is none, by its name
 * @param run only what this run did: its id, or the beginning of it
 * @param since only what happened then or later
 */
public record HistoryFilter(Optional<String> revision, Optional<String> run, Optional<Instant> since) {

    /** All of it. */
    public static final HistoryFilter ALL = new HistoryFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** The same, of one revision. */
    public HistoryFilter of(String id) {
        return new HistoryFilter(Optional.of(id), run, since);
    }
}
