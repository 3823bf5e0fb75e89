// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import java.time.Instant;

/** The way back to what a database had at a moment, worked out from its history. Thread-safe. */
public final class AsOf {

    private final Migrator migrator;
    private final Planning downgrading;

    AsOf(Migrator migrator, Instant moment) {
        this.migrator = migrator;
        this.downgrading = Planning.looking(Lookback.HISTORY, planner -> planner.downgrade(moment));
    }

    /** Plans what {@link #downgrade()} would do. */
    public Plan planDowngrade() {
        return migrator.plan(downgrading);
    }

    /** Plans the same, where the code no longer knows some of what is applied ({@link Migrator#planDowngradeFromLedger}). */
    public Plan planDowngradeFromLedger() {
        return migrator.plan(downgrading.knowingTheLedger());
    }

    /**
     * Undoes all that was not applied at the moment.
     *
     * @return what was done; where there was nothing to do, a report without steps
     * @throws RefusedException where the moment is in the future or before the history, where the history does not tell what
     *     was applied then, or where the database lacks some of that now
     * @throws RunFailedException where a step failed; what was done before stays
     */
    public RunReport downgrade() {
        return migrator.run(downgrading);
    }
}
