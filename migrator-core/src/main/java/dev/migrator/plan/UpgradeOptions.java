// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.Phase;
import java.util.Objects;

/**
 * What an upgrade may do that it refuses otherwise, and how far it goes.
 *
 * @param fillGaps whether it may run revisions below applied ones
 * @param allowUnknown whether it may run where the database has revisions that the code does not
 * @param validate whether changed and interrupted revisions are refused; what is passed over goes into the history
 * @param phase the last phase that it runs: with {@code EXPAND}, contracts and all above them are left
 */
public record UpgradeOptions(boolean fillGaps, boolean allowUnknown, boolean validate, Phase phase) {

    /** Allows nothing. */
    public static final UpgradeOptions STRICT = new UpgradeOptions(false, false, true);

    /** Insists on a phase. */
    public UpgradeOptions {
        Objects.requireNonNull(phase, "phase");
    }

    /** Runs all phases. */
    public UpgradeOptions(boolean fillGaps, boolean allowUnknown, boolean validate) {
        this(fillGaps, allowUnknown, validate, Phase.CONTRACT);
    }

    /** The same, passing over changed and interrupted revisions, for emergencies. */
    public UpgradeOptions withoutValidation() {
        return new UpgradeOptions(fillGaps, allowUnknown, false, phase);
    }

    /** The same, up to a phase. */
    public UpgradeOptions through(Phase last) {
        return new UpgradeOptions(fillGaps, allowUnknown, validate, last);
    }
}
