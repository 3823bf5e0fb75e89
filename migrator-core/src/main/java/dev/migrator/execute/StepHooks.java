// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.plan.HookTime;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What runs within the transactions of the steps of one plan, around their migrations, and what the ledger is to remember. */
final class StepHooks {

    private final Operation operation;
    private final List<Step.Hook> hooks;
    private final List<Step.Hook> owed;
    private final LoadedPlan loaded;
    private final Listeners listeners;
    private final boolean dryRun;
    private boolean owes;

    /**
     * Takes what there is.
     *
     * @param plan the plan
     * @param loaded what its hooks run
     * @param listeners who takes part
     * @param dryRun whether all will be rolled back
     */
    StepHooks(Plan plan, LoadedPlan loaded, Listeners listeners, boolean dryRun) {
        this.operation = plan.operation();
        this.hooks = plan.hooks();
        this.owed = plan.hasHooks() ? plan.hooks(HookTime.AFTER) : List.of();
        this.loaded = loaded;
        this.listeners = listeners;
        this.dryRun = dryRun;
    }

    /**
     * A hook, and what it runs.
     *
     * @param hook the hook
     * @param body what it runs
     * @param silent whether it is only recorded where it sent something
     */
    record Call(Step.Hook hook, StepBody body, boolean silent) {}

    /** Gives what runs before or after a step: before it the listeners come first, after it last. */
    List<Call> around(Step step, HookTime when) throws Exception {
        if (!step.hasHooks()) {
            return List.of();
        }
        List<Call> calls = new ArrayList<>();
        for (Step.Hook hook : hooks) {
            if (hook.when() == when) {
                Step.Hook own = hook.around(step.id());
                calls.add(new Call(own, loaded.body(own), false));
            }
        }
        List<Call> ofListeners = listeners.taking().stream()
                .map(listener -> new Call(
                        of(listener.getClass(), step, when), new ListenerBody(listener, when, step, dryRun), true))
                .toList();
        calls.addAll(when == HookTime.BEFORE_EACH ? 0 : calls.size(), ofListeners);
        return Collections.unmodifiableList(calls);
    }

    /** Whether anything runs before or after a step. */
    boolean areAround(Step step, HookTime when) {
        return step.hasHooks()
                && (!listeners.taking().isEmpty() || hooks.stream().anyMatch(hook -> hook.when() == when));
    }

    private Step.Hook of(Class<?> listener, Step step, HookTime when) {
        RevisionDescriptor code = RevisionDescriptor.of(listener.getName())
                .kind(Kind.HOOK)
                .className(listener.getName())
                .build();
        return new Step.Hook(code, when, operation, Optional.of(step.id()));
    }

    /** Gives what the ledger is to remember with the first step that does something. */
    List<Step.Hook> owedWith(Step step) {
        if (owes || !step.hasHooks()) {
            return List.of();
        }
        owes = true;
        return owed;
    }

    /** What was last remembered is not: it was rolled back. */
    void forgotten() {
        owes = false;
    }
}
