// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which hooks go with a plan. Pure, immutable and thread-safe. */
public final class Hooking {

    private final List<Step.Hook> hooks;

    private Hooking(List<Step.Hook> hooks) {
        this.hooks = List.copyOf(hooks);
    }

    /**
     * Takes the hooks that there are.
     *
     * @param found hooks; the name of each is one that {@link HookName} knows
     */
    public static Hooking of(Collection<RevisionDescriptor> found) {
        List<Step.Hook> hooks = new ArrayList<>();
        for (HookName name : HookName.all()) {
            found.stream()
                    .filter(hook -> hook.id().value().equals(name.toString()))
                    .forEach(hook -> hooks.add(Step.Hook.of(hook, name)));
        }
        return new Hooking(hooks);
    }

    /**
     * Tells whether hooks may go with a plan, so that it is worth looking which there are.
     *
     * @param plan the plan
     * @param owed the hooks that an earlier run did not get to
     */
    public static boolean concerns(Plan plan, Collection<RevisionId> owed) {
        return plan.hasHooks()
                || owed.stream()
                        .flatMap(id -> HookName.of(id.value()).stream())
                        .anyMatch(name -> name.operation() == plan.operation());
    }

    /**
     * Gives a plan with its hooks: all of its kind of run where it runs something, and else those that an earlier run owes.
     *
     * @param plan the plan
     * @param owed the hooks that an earlier run did not get to
     */
    public Plan around(Plan plan, Collection<RevisionId> owed) {
        Set<RevisionId> owing = owed.stream().collect(Collectors.toSet());
        Stream<Step.Hook> ofRun = hooks.stream().filter(hook -> hook.operation() == plan.operation());
        return plan.with((plan.hasHooks()
                        ? ofRun
                        : ofRun.filter(hook -> hook.when() == HookTime.AFTER && owing.contains(hook.id())))
                .toList());
    }
}
