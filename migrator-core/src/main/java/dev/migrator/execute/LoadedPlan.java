// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionId;
import java.util.Map;
import java.util.Objects;

/** All that a plan runs, in memory. Good for one run. */
public final class LoadedPlan {

    private final Map<RevisionId, StepBody> bodies;

    LoadedPlan(Map<RevisionId, StepBody> bodies) {
        this.bodies = bodies;
    }

    StepBody body(Step step) {
        return Objects.requireNonNull(bodies.get(step.id()));
    }
}
