// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

/** When a revision may run, where the release of the application that is running must not lose what it needs. */
public enum Phase {
    /** At any time: it takes nothing away from what is running. */
    EXPAND,
    /** In the release after: it takes away what the one before still needs. {@code upgrade --phase expand} leaves it. */
    CONTRACT
}
