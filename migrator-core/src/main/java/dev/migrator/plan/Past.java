// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of what a database had before. It can be much, and few commands ask for it.
 *
 * @param tagged all that the database had when a tag was set, by tag; as far as it was read
 * @param recorded what happened, where that was read
 * @param asked whether there is a database that could be asked, and not only a guess at what it has
 */
public record Past(Map<RevisionId, List<RevisionId>> tagged, Optional<Recorded> recorded, boolean asked) {

    /** Nothing was read. */
    public static final Past UNREAD = new Past(Map.of(), Optional.empty(), true);

    /** There is nobody to read it from. */
    static final Past NOBODY_ASKED = new Past(Map.of(), Optional.empty(), false);

    /** Copies the map. */
    public Past {
        tagged = Map.copyOf(tagged);
    }

    /**
     * The whole history.
     *
     * @param entries what happened, the newest first
     * @param now what time it is, by the clock that the entries have their times from
     */
    public record Recorded(List<HistoryEntry> entries, Instant now) {

        /** Copies the list. */
        public Recorded {
            entries = List.copyOf(entries);
        }
    }

    List<RevisionId> at(RevisionId tag) {
        return Optional.ofNullable(tagged.get(tag))
                .orElseThrow(() -> new IllegalStateException("what tag " + tag + " marks was not read"));
    }
}
