// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Prints;
import dev.migrator.migration.MigrationParameters;
import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionId;
import java.util.HashMap;
import java.util.Map;

/** All that a plan runs, in memory. Good for one run. Not thread-safe. */
public final class LoadedPlan {

    private final Map<RevisionId, StepBody> bodies;
    private final Map<RevisionId, Prints> prints;
    private final Reload again;
    private final Reload waysBack;
    private final Senders senders;

    LoadedPlan(
            Map<RevisionId, StepBody> bodies,
            Map<RevisionId, Prints> prints,
            Reload again,
            Reload waysBack,
            Senders senders) {
        this.bodies = new HashMap<>(bodies);
        this.prints = Map.copyOf(prints);
        this.again = again;
        this.waysBack = waysBack;
        this.senders = senders;
    }

    /** What a step runs: an instance is used for one try, as it may remember the try. */
    StepBody body(Step step) throws Exception {
        StepBody loaded = bodies.get(step.id());
        if (!(loaded instanceof ScriptBody)) {
            bodies.remove(step.id());
        }
        return loaded == null ? again.load(step) : loaded;
    }

    /** What a step runs, for something else than the run. */
    StepBody anotherBody(Step step) throws Exception {
        return again.load(step);
    }

    /** What a downgrade runs, to write it down while the revision is applied. */
    StepBody wayBack(Step downgrade) throws Exception {
        return waysBack.load(downgrade);
    }

    /** What looks at who sends what. */
    Senders senders() {
        return senders;
    }

    /** Under which a step is written down for somebody who wants to know. */
    Rendering.Conditions conditions(MigrationParameters parameters, Cancellation cancellation) {
        return new Rendering.Conditions(parameters, senders, Rendering.Limits.ASKED_FOR, cancellation);
    }

    /** What the ledger keeps of the code of a step, as far as that is known before it runs. */
    Prints prints(Step step) {
        return prints.getOrDefault(step.id(), Prints.NONE);
    }

    /** Loads what a step runs once more. */
    @FunctionalInterface
    interface Reload {
        StepBody load(Step step) throws Exception;
    }
}
