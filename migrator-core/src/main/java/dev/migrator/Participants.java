// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.discover.HookFiles;
import dev.migrator.execute.Listeners;
import dev.migrator.plan.HookName;
import dev.migrator.plan.Hooking;
import dev.migrator.plan.Plan;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.RevisionSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who and what takes part in runs besides the migrations: listeners and hooks. Both are looked for only when something is to
 * run, so that it costs nothing where nothing is. Thread-safe.
 */
final class Participants {

    private final Listeners told;
    private final boolean services;
    private final HookFiles files;
    private final ClassLoader loader;
    private volatile @Nullable Listeners all;

    /**
     * Takes where they are.
     *
     * @param told the listeners that the builder was given
     * @param services whether those that the class loader has as services are, too
     * @param files where hooks are
     * @param loader finds both
     */
    Participants(Listeners told, boolean services, HookFiles files, ClassLoader loader) {
        this.told = told;
        this.services = services;
        this.files = files;
        this.loader = loader;
    }

    /** Those that the builder was given. */
    Listeners told() {
        return told;
    }

    /** All of them; the services are instances for as long as the migrator is there. */
    Listeners listeners() {
        @Nullable Listeners before = all;
        if (before == null) {
            before = services ? Migrator.sound(told.withServicesOf(loader)) : told;
            all = before;
        }
        return before;
    }

    /** The hooks that there are, or a refusal with all that is wrong with them. */
    List<RevisionDescriptor> hooks() {
        RevisionSource.Found found =
                files.find(HookName.all().stream().map(HookName::toString).toList(), loader);
        if (!found.problems().isEmpty()) {
            throw new RefusedException(found.problems());
        }
        return found.revisions();
    }

    /** Gives a plan with its hooks. */
    Plan around(Plan plan, Collection<RevisionId> owed) {
        return Hooking.concerns(plan, owed) ? Hooking.of(hooks()).around(plan, owed) : plan;
    }
}
