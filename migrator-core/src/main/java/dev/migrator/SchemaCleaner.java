// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.outcome.CleanReport;
import dev.migrator.plan.CleanPlan;
import java.util.Optional;

/**
 * Empties the schemas that migrations write into, and drops the ledger with them, so that the next upgrade starts from
 * nothing. The schemas themselves stay, with their owners and grants, and so do extensions with all that is theirs.
 *
 * <p>Thread-safe. Every method may throw a {@link MigratorException}.
 */
public final class SchemaCleaner {

    private final Migrator migrator;
    private final boolean enabled;

    SchemaCleaner(Migrator migrator, boolean enabled) {
        this.migrator = migrator;
        this.enabled = enabled;
    }

    /**
     * Tells what would go. Nothing is changed, and it need not be enabled.
     *
     * @throws RefusedException where something elsewhere depends on it, or belongs to somebody else
     */
    public CleanPlan plan() {
        return migrator.commanding(command -> new Cleaning(command.sessions()).plan());
    }

    /**
     * Drops all that is there, without asking.
     *
     * @return what was dropped
     * @throws ConfigurationException where {@link MigratorBuilder#cleanEnabled(boolean)} does not allow it
     * @throws RefusedException where something elsewhere depends on it, or belongs to somebody else
     * @throws CleanFailedException where that broke off
     */
    public CleanReport clean() {
        return clean(Optional.empty());
    }

    /**
     * Drops what a plan says, which somebody has seen.
     *
     * @param plan the plan
     * @return what was dropped; nothing where all of it is gone already
     * @throws RefusedException where something else is there now, too
     */
    public CleanReport clean(CleanPlan plan) {
        return clean(Optional.of(plan));
    }

    private CleanReport clean(Optional<CleanPlan> shown) {
        if (!enabled) {
            throw new ConfigurationException(
                    "clean is not enabled: it destroys all data in the schemas. Where that is meant, and nowhere else, write"
                            + " clean-enabled = true into migrator.properties, set MIGRATOR_CLEAN_ENABLED=true, or call"
                            + " cleanEnabled(true); clean --plan shows what would go");
        }
        return migrator.commanding(command -> new Cleaning(command.sessions()).clean(shown));
    }
}
