// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.RevisionDescriptor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which revisions were found at a place, for as long as the place is as it was: for this process, or in a file for
 * the next one too. Nothing depends on it but time. Thread-safe.
 */
public final class RevisionIndex {

    private final InstantSource clock;
    private final Optional<IndexFile> file;
    private final Map<String, Entry> before;
    private final Map<String, Entry> seen = new ConcurrentHashMap<>();
    private volatile boolean changed;

    RevisionIndex(Optional<IndexFile> file, InstantSource clock) {
        this.clock = clock;
        this.file = file;
        this.before = file.map(IndexFile::read).orElse(Map.of());
    }

    /** Begins one that this process forgets. */
    public static RevisionIndex inMemory() {
        return new RevisionIndex(Optional.empty(), InstantSource.system());
    }

    /**
     * Takes up one from a folder, or begins it there.
     *
     * @param folder where such files are kept; made when needed
     * @param project what tells it from those of others
     */
    public static RevisionIndex in(Path folder, String project) {
        return new RevisionIndex(Optional.of(new IndexFile(folder, project)), InstantSource.system());
    }

    /** What was found at a place that had a stamp. */
    record Entry(String stamp, List<RevisionDescriptor> revisions) {}

    /** The moment as files have it, in nanoseconds: to be taken before a file is looked at. */
    long now() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** Gives what was found at a place, where its stamp is the same. */
    Optional<List<RevisionDescriptor>> find(String place, String stamp) {
        @Nullable Entry entry = seen.get(place);
        if (entry == null) {
            entry = before.get(place);
        }
        if (entry == null || !entry.stamp().equals(stamp)) {
            return Optional.empty();
        }
        seen.put(place, entry);
        return Optional.of(entry.revisions());
    }

    /** Remembers what was found at a place. */
    void keep(String place, String stamp, List<RevisionDescriptor> revisions) {
        seen.put(place, new Entry(stamp, List.copyOf(revisions)));
        changed = true;
    }

    /** Writes down what this process has seen, where that is not what the file has; where it cannot, it does not. */
    public void save() {
        if (file.isPresent() && (changed || seen.size() != before.size())) {
            file.get().write(seen);
        }
    }
}
