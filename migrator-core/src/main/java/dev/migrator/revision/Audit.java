// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

/** What the ledger keeps of the statements that migrations send. */
public enum Audit {
    /** Nothing. */
    OFF,
    /** Their texts, with parameters as placeholders, their rows and times. */
    STATEMENTS,
    /** The values of parameters as well. */
    FULL
}
