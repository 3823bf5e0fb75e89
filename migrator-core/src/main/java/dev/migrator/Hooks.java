// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.plan.HookName;
import dev.migrator.plan.HookStanding;
import dev.migrator.plan.Planner;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be asked of hooks, the SQL files that run around others. Thread-safe. */
public final class Hooks {

    private final Participants participants;

    Hooks(Participants participants) {
        this.participants = participants;
    }

    /**
     * Gives the hooks that there are, as {@link HookName#all()} has them.
     *
     * @throws RefusedException with all that is wrong with them
     */
    public List<RevisionDescriptor> all() {
        List<RevisionDescriptor> found = participants.hooks();
        return HookName.all().stream()
                .flatMap(name -> found.stream().filter(hook -> hook.id().value().equals(name.toString())))
                .toList();
    }

    /**
     * Tells how each hook stands in a database.
     *
     * @param planner what decides for that database
     * @throws RefusedException with all that is wrong with them
     */
    public List<HookStanding> status(Planner planner) {
        List<RevisionId> owed = new ArrayList<>(planner.owedHooks());
        List<HookStanding> standing = new ArrayList<>();
        for (RevisionDescriptor hook : all()) {
            standing.add(new HookStanding(hook.id(), Optional.of(hook), owed.remove(hook.id())));
        }
        owed.forEach(gone -> standing.add(new HookStanding(gone, Optional.empty(), true)));
        return standing;
    }
}
