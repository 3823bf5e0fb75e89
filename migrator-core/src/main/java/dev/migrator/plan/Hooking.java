// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
        return plan.hasHooks() || (!plan.leavesOwed() && !owedTo(plan, owed).isEmpty());
    }

    private static List<RevisionId> owedTo(Plan plan, Collection<RevisionId> owed) {
        return HookName.all().stream()
                .filter(name -> name.operation() == plan.operation())
                .map(name -> new RevisionId(name.toString()))
                .filter(owed::contains)
                .toList();
    }

    /**
     * Gives a plan for a database that is ahead of the code: what newer code owes, its own hook is to do, and not an older one.
     *
     * @param plan the plan
     * @param owed the hooks that an earlier run did not get to
     */
    static Plan behind(Plan plan, Collection<RevisionId> owed) {
        RevisionId after = new RevisionId(new HookName(HookTime.AFTER, plan.operation()).toString());
        return plan.leavingOwed(
                plan.hasHooks() || !owed.contains(after)
                        ? Optional.empty()
                        : Optional.of(after + ", which an earlier run owes, is left to code that knows these"));
    }

    /**
     * Gives a plan with its hooks: all of its kind of run where it runs something, and else those that an earlier run owes
     * and it does not leave, with what runs if these fail; and tells of those that are owed, and that are not there any
     * more.
     *
     * @param plan the plan
     * @param owed the hooks that an earlier run did not get to
     */
    public Plan around(Plan plan, Collection<RevisionId> owed) {
        List<RevisionId> owing = plan.leavesOwed() && !plan.hasHooks() ? List.of() : owedTo(plan, owed);
        boolean paysOne = owing.stream().anyMatch(Predicate.not(this::isGone));
        return plan.with(
                hooks.stream()
                        .filter(hook -> hook.operation() == plan.operation())
                        .filter(hook -> plan.hasHooks()
                                || (hook.isOwed() && owing.contains(hook.id()))
                                || (hook.when() == HookTime.AFTER_FAILED && paysOne))
                        .toList(),
                owing.stream().filter(this::isGone).map(Hooking::gone).toList());
    }

    private boolean isGone(RevisionId owed) {
        return hooks.stream().noneMatch(hook -> hook.id().equals(owed));
    }

    private static String gone(RevisionId owed) {
        return owed + ", which an earlier run owes, has no file any more: put it back, or have it forgotten with repair"
                + " --not-applied " + owed + " --apply";
    }
}
