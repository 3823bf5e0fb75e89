// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

/** What happens where a {@link Precondition} does not hold. */
public enum Otherwise {
    /** The step fails before it did anything, and the run ends. */
    HALT,
    /** The body is left out, and the revision counts as applied; the ledger says so. */
    SKIP,
    /** It is told and goes into the history, and the revision runs. */
    WARN
}
