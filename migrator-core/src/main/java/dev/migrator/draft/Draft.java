// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

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
 * @param message one line for people, never blank
 */
public record Draft(
        RevisionId id,
        List<RevisionId> downRevisions,
        List<String> dependsOn,
        List<String> branchLabels,
        String message) {

    /** Copies the lists. */
    public Draft {
        downRevisions = List.copyOf(downRevisions);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
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
                .message(message)
                .build();
    }
}
