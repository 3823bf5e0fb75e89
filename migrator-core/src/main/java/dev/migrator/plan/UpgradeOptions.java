// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

/**
 * What an upgrade may do that it refuses otherwise.
 *
 * @param fillGaps whether it may run revisions below applied ones
 * @param allowUnknown whether it may run where the database has revisions that the code does not
 */
public record UpgradeOptions(boolean fillGaps, boolean allowUnknown) {

    /** Refuses both. */
    public static final UpgradeOptions STRICT = new UpgradeOptions(false, false);
}
