// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * Which locks a dry run will hold until its end, on what was there before it, as far as the texts of its statements tell.
 *
 * @param locks the locks, in the order in which they are taken first
 * @param unknown what only the database knows; none where the locks are all that there will be
 */
public record LockForecast(List<Expected> locks, List<Script.Gap> unknown) {

    /** Copies the lists. */
    public LockForecast {
        locks = List.copyOf(locks);
        unknown = List.copyOf(unknown);
    }

    /**
     * A lock.
     *
     * @param lock the lock, in the strongest mode in which it is taken
     * @param revision the first revision that takes it so
     */
    public record Expected(TableLock lock, RevisionId revision) {}
}
