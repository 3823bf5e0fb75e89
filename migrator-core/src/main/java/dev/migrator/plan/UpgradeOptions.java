// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

/**
 * What an upgrade may do that it refuses otherwise.
 *
 * @param fillGaps whether it may run revisions below applied ones
 * @param allowUnknown whether it may run where the database has revisions that the code does not
 * @param validate whether changed and interrupted revisions are refused; what is passed over goes into the history
 */
public record UpgradeOptions(boolean fillGaps, boolean allowUnknown, boolean validate) {

    /** Allows nothing. */
    public static final UpgradeOptions STRICT = new UpgradeOptions(false, false, true);

    /** The same, passing over changed and interrupted revisions, for emergencies. */
    public UpgradeOptions withoutValidation() {
        return new UpgradeOptions(fillGaps, allowUnknown, false);
    }
}
