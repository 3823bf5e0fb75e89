// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Tag;
import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * What can be asked of tags, the names that a database has for what was applied at some time. {@code downgrade} with such a name
 * goes back there, {@code upgrade} and {@code stamp} take it for the revisions that it marks. Thread-safe.
 */
public final class Tags {

    private final Migrator migrator;

    Tags(Migrator migrator) {
        this.migrator = migrator;
    }

    /** Gives the tags of the database, by name. */
    public List<Tag> list() {
        return migrator.status().tags();
    }

    /** Plans what {@link #set(String)} would record. */
    public Plan planSet(String name) {
        return migrator.plan(setting(name));
    }

    /**
     * Marks what is applied by a name, under the run lock, and in the history.
     *
     * @param name 1 to 64 of {@code A-Z a-z 0-9 _ .}, which is no id, label or name, nor {@code head}, {@code heads},
     *     {@code base} or {@code current} in any case
     * @return what was recorded; where the name marks just this already, a report without steps
     * @throws RefusedException where the name is taken, or nothing is applied, or something was interrupted
     */
    public RunReport set(String name) {
        return migrator.run(setting(name));
    }

    /** Plans what {@link #delete(String)} would record. */
    public Plan planDelete(String name) {
        return migrator.plan(deleting(name));
    }

    /**
     * Takes a name away; the history keeps what it marked.
     *
     * @param name the tag
     * @throws RefusedException where there is none of that name
     */
    public RunReport delete(String name) {
        return migrator.run(deleting(name));
    }

    private static Planning setting(String name) {
        return Planning.looking(Lookback.at(name), planner -> planner.tag(new RevisionId(name)));
    }

    private static Planning deleting(String name) {
        return planner -> planner.untag(new RevisionId(name));
    }
}
