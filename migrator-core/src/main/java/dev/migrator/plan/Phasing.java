// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/**
 * Which of some revisions that a database lacks are left for the phase of contracts.
 *
 * @param contracts those that are contracts
 * @param waiting these and all that is above them
 */
record Phasing(RevisionSet contracts, RevisionSet waiting) {

    /** Parts revisions of which nothing is applied; a contract that is applied keeps nobody waiting. */
    static Phasing of(RevisionGraph graph, RevisionSet missing) {
        RevisionSet contracts = graph.select(missing.descriptors()
                .filter(revision -> revision.phase() == Phase.CONTRACT)
                .map(RevisionDescriptor::id)
                .toList());
        return new Phasing(
                contracts,
                contracts.isEmpty() ? contracts : graph.descendants(contracts).and(missing));
    }

    /**
     * What to tell of those that wait; nothing where none does.
     *
     * @param interrupted what is half done
     */
    Optional<String> notice(RevisionSet interrupted) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        List<RevisionId> above = List.copyOf(waiting.minus(contracts));
        List<RevisionId> halfDone = List.copyOf(waiting.and(interrupted));
        boolean one = contracts.size() == 1;
        return Optional.of((one ? "a contract is" : "contracts are") + " left for --phase contract: "
                + RevisionId.list(contracts)
                + (above.isEmpty()
                        ? ""
                        : "; with what is above " + (one ? "it" : "them") + ": " + RevisionId.list(above))
                + (halfDone.isEmpty() ? "" : "; interrupted before, and half done: " + RevisionId.list(halfDone)));
    }
}
