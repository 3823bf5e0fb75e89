// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import java.util.Locale;

/** How a repeatable or a seed can stand. */
public enum UnitState {
    /** It ran, as the code has it. */
    APPLIED,
    /** It never ran. */
    PENDING,
    /** It ran, and the code has it otherwise now. */
    CHANGED,
    /** It started outside a transaction, forward or back, and is not known to have ended. */
    INTERRUPTED,
    /** It ran, and is absent from the code. */
    UNKNOWN;

    /** The name in documents: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
