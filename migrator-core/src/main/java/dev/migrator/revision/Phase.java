// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.Locale;

/**
 * When a revision may run, where the release that is running must not lose what it needs; in order: an upgrade goes through
 * one of them, and stops before the next.
 */
public enum Phase {
    /** At any time: it takes nothing away from what is running. */
    EXPAND,
    /** In the release after: it takes away what the one before still needs. */
    CONTRACT;

    /** The name on command lines, in headers and documents: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
