// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import dev.migrator.plan.SeedRequest;
import dev.migrator.plan.Status;
import java.util.List;

/** What can be asked of seeds, the data that somebody applies by name. Thread-safe. */
public final class Seeds {

    private final Migrator migrator;

    Seeds(Migrator migrator) {
        this.migrator = migrator;
    }

    /** Tells how each seed stands in the database. */
    public List<Status.Unit> status() {
        return migrator.status().seeds();
    }

    /**
     * Tells how some seeds stand in the database.
     *
     * @param request which; all, where it names neither seeds nor profiles
     * @throws RefusedException where one is not known
     */
    public List<Status.Unit> status(SeedRequest request) {
        return Migrator.sound(migrator.planner().seeds(request));
    }

    /** Plans what {@link #apply(SeedRequest)} would do. */
    public Plan planApply(SeedRequest request) {
        return migrator.plan(planner -> planner.applySeeds(request));
    }

    /**
     * Applies seeds and what they depend on, each in a transaction with its record, as far as they are not there as the code
     * has them.
     *
     * @param request which
     * @return what was done; where there was nothing to do, a report without steps
     * @throws RefusedException where one is not known, or needs a revision that is not applied; nothing was done then
     * @throws RunFailedException where one failed; what was done before stays
     */
    public RunReport apply(SeedRequest request) {
        return migrator.run(planner -> planner.applySeeds(request));
    }

    /** Applies seeds by name; all that are wanted everywhere, if none is named. */
    public RunReport apply(String... names) {
        return apply(SeedRequest.of(names));
    }

    /** Plans what {@link #remove(SeedRequest)} would do. */
    public Plan planRemove(SeedRequest request) {
        return migrator.plan(planner -> planner.removeSeeds(request));
    }

    /**
     * Removes seeds and what depends on them, as far as they are there, each in a transaction with its record.
     *
     * @param request which
     * @return what was done; where there was nothing to do, a report without steps
     * @throws RefusedException where one is not known, or declares no way back; nothing was done then
     * @throws RunFailedException where one failed; what was done before stays
     */
    public RunReport remove(SeedRequest request) {
        return migrator.run(planner -> planner.removeSeeds(request));
    }

    /** Removes seeds by name; all that are wanted everywhere, if none is named. */
    public RunReport remove(String... names) {
        return remove(SeedRequest.of(names));
    }
}
