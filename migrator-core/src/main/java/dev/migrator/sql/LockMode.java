// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import java.util.Optional;
import java.util.stream.Stream;

/** The modes in which tables are locked, from the weakest to the strongest. */
public enum LockMode {
    /** Plain reading. */
    ACCESS_SHARE("AccessShareLock"),
    /** Reading that locks rows. */
    ROW_SHARE("RowShareLock"),
    /** Writing rows. */
    ROW_EXCLUSIVE("RowExclusiveLock"),
    /** Changes that disturb neither readers nor writers. */
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
    /** Building an index: writers wait. */
    SHARE("ShareLock"),
    /** Triggers and foreign keys: writers wait. */
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
    /** Refreshing a view concurrently: writers wait. */
    EXCLUSIVE("ExclusiveLock"),
    /** Any other change: readers wait, too. */
    ACCESS_EXCLUSIVE("AccessExclusiveLock");

    private final String label;

    LockMode(String label) {
        this.label = label;
    }

    /** Its name in pg_locks. */
    public String label() {
        return label;
    }

    /** The mode of a name in pg_locks. */
    public static Optional<LockMode> of(String label) {
        return Stream.of(values()).filter(mode -> mode.label.equals(label)).findFirst();
    }

    /** The stronger of two. */
    public static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
