// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import java.util.List;

/**
 * What a repair is asked to record; each revision by its id, the beginning of it, or a label.
 *
 * @param accepted revisions whose code is accepted as it is now, lineage included
 * @param applied interrupted revisions that are there, whole
 * @param notApplied interrupted revisions of which nothing is there, and hooks that are not owed any more, by their names
 */
public record RepairRequest(List<String> accepted, List<String> applied, List<String> notApplied) {

    /** Copies the lists. */
    public RepairRequest {
        accepted = List.copyOf(accepted);
        applied = List.copyOf(applied);
        notApplied = List.copyOf(notApplied);
    }

    /** Accepts the code of some revisions. */
    public static RepairRequest accepting(String... revisions) {
        return new RepairRequest(List.of(revisions), List.of(), List.of());
    }
}
