// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

/**
 * A lock on a table, an index or the like.
 *
 * @param mode its mode, as in pg_locks: {@code AccessExclusiveLock} …
 * @param relation the name, with its schema where it is not found without
 */
public record TableLock(String mode, String relation) {

    /** Names it in half a sentence. */
    @Override
    public String toString() {
        return mode + " on " + relation;
    }
}
