// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * A revision that has passed every check and is not written yet.
 *
 * @param id its id, new in the graph
 * @param downRevisions the full ids of its parents
 * @param dependsOn full ids, or labels, that it depends on
 * @param branchLabels its labels, new in the graph
 * @param phase when it may run
 * @param message one line for people, never blank
 */
public record Draft(
        RevisionId id,
        List<RevisionId> downRevisions,
        List<String> dependsOn,
        List<String> branchLabels,
        Phase phase,
        String message) {

    /** Copies the lists. */
    public Draft {
        downRevisions = List.copyOf(downRevisions);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }

    /** Makes one of the usual phase. */
    public Draft(
            RevisionId id,
            List<RevisionId> downRevisions,
            List<String> dependsOn,
            List<String> branchLabels,
            String message) {
        this(id, downRevisions, dependsOn, branchLabels, Phase.EXPAND, message);
    }

    /** The same of another phase. */
    Draft of(Phase other) {
        return new Draft(id, downRevisions, dependsOn, branchLabels, other, message);
    }

    /** Whether it joins several lines. */
    public boolean isMerge() {
        return downRevisions.size() > 1;
    }

    RevisionDescriptor descriptor() {
        return RevisionDescriptor.of(id.value())
                .downRevisions(downRevisions.stream().map(RevisionId::value).toList())
                .dependsOn(dependsOn)
                .branchLabels(branchLabels)
                .phase(phase)
                .message(message)
                .build();
    }
}
