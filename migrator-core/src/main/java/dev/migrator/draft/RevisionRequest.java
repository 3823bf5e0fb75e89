// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Phase;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants of a new revision, as typed.
 *
 * @param message one line for people
 * @param head what to build on, as a target: one revision, {@code base}, or all real heads; where it is not said, the
 *     single real head
 * @param splice whether to build on a revision that has children already
 * @param branchLabels the labels of the new revision
 * @param dependsOn ids, beginnings of ids, or labels that it depends on
 * @param phase when it may run
 * @param id the id; a random one where it is not said
 */
public record RevisionRequest(
        String message,
        Optional<String> head,
        boolean splice,
        List<String> branchLabels,
        List<String> dependsOn,
        Phase phase,
        Optional<String> id) {

    /** Makes one of the usual phase. */
    public RevisionRequest(
            String message,
            Optional<String> head,
            boolean splice,
            List<String> branchLabels,
            List<String> dependsOn,
            Optional<String> id) {
        this(message, head, splice, branchLabels, dependsOn, Phase.EXPAND, id);
    }

    /** Copies the lists. */
    public RevisionRequest {
        branchLabels = List.copyOf(branchLabels);
        dependsOn = List.copyOf(dependsOn);
    }
}
