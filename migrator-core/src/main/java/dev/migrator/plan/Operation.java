// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import java.util.Locale;

/** What a plan, a step or a row of the history is about. */
public enum Operation {
    /** A revision's way forward is run. */
    UPGRADE,
    /** A revision's way back is run. */
    DOWNGRADE,
    /** The ledger is told what the database has; no migration runs. */
    STAMP,
    /** The ledger of a database that was there before is begun; no migration runs. */
    BASELINE,
    /** The ledger is put right: present code is accepted, or an interrupted revision's end is recorded. */
    REPAIR,
    /** A revision is recorded in place of older ones that it stands for; no migration runs. */
    REPLACE,
    /** Seeds are applied. */
    SEED_APPLY,
    /** Seeds are removed. */
    SEED_REMOVE,
    /** What is applied gets a name; no migration runs. */
    TAG,
    /** That name is taken away again. */
    UNTAG,
    /** A run that was told not to validate. */
    NO_VALIDATE,
    /** The steps of a run were one transaction, so that none of them was done before the last. */
    SINGLE_TRANSACTION;

    /** Whether the ledger alone is written, and no migration runs. */
    public boolean recordsOnly() {
        return this == STAMP || this == BASELINE || this == REPAIR || this == TAG || this == UNTAG;
    }

    /** The name in commands, documents and tables: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
