// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a database had when a plan was made for it.
 *
 * @param states the state of each revision in the ledger
 */
public record StartingPoint(Map<RevisionId, AppliedRevision.State> states) {

    /** Copies the map. */
    public StartingPoint {
        states = Collections.unmodifiableMap(new HashMap<>(states));
    }

    /** Gives the starting point that rows of a ledger make. */
    public static StartingPoint of(Collection<AppliedRevision> rows) {
        Map<RevisionId, AppliedRevision.State> states = new HashMap<>(rows.size() * 2);
        for (AppliedRevision row : rows) {
            states.put(row.id(), row.state());
        }
        return new StartingPoint(states);
    }

    /** Gives the point at which steps of a plan leave off. */
    StartingPoint after(List<Step> steps) {
        Map<RevisionId, AppliedRevision.State> changed = new HashMap<>(states);
        for (Step step : steps) {
            if (step.kind() != Kind.REVISION) {
                continue;
            }
            if (step instanceof Step.Replace replace) {
                replace.replaced().forEach(changed::remove);
            }
            if (step.isUp()) {
                changed.put(step.id(), AppliedRevision.State.APPLIED);
            } else {
                changed.remove(step.id());
            }
        }
        return new StartingPoint(changed);
    }

    /** Whether a step has nothing left to do here; what is no revision may be done again. */
    boolean has(Step step) {
        if (step.kind() != Kind.REVISION) {
            return false;
        }
        return step.isUp() ? states.get(step.id()) == AppliedRevision.State.APPLIED : !states.containsKey(step.id());
    }
}
