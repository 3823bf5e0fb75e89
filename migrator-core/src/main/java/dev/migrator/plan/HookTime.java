// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

/** When a hook runs. */
public enum HookTime {
    /** Before the first step of a run. */
    BEFORE,
    /** Before each step, in its transaction. */
    BEFORE_EACH,
    /** After each step, in its transaction. */
    AFTER_EACH,
    /** After the last step of a run. */
    AFTER,
    /** After a run of which a step failed. */
    AFTER_FAILED;

    /** Whether it runs once for a whole run, and not for each of its steps. */
    public boolean isOfRun() {
        return this == BEFORE || this == AFTER || this == AFTER_FAILED;
    }

    /** The word for where it stands to a step. */
    public String word() {
        return this == BEFORE || this == BEFORE_EACH ? "before" : "after";
    }
}
