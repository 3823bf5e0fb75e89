// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import java.util.List;

/**
 * What a repair is asked to record; each revision by its id, the beginning of it, or a label, and what is none by its name.
 *
 * @param accepted revisions, repeatables and seeds whose code is accepted as it is now, lineage included
 * @param applied interrupted revisions that are there, whole
 * @param notApplied interrupted revisions of which nothing is there, and hooks that are not owed any more, by their names
 * @param forgotten repeatables and seeds that the code no longer has, and whose record is to go
 */
public record RepairRequest(
        List<String> accepted, List<String> applied, List<String> notApplied, List<String> forgotten) {

    /** Copies the lists. */
    public RepairRequest {
        accepted = List.copyOf(accepted);
        applied = List.copyOf(applied);
        notApplied = List.copyOf(notApplied);
        forgotten = List.copyOf(forgotten);
    }

    /** Asks for nothing to be forgotten. */
    public RepairRequest(List<String> accepted, List<String> applied, List<String> notApplied) {
        this(accepted, applied, notApplied, List.of());
    }

    /** Accepts the code of some revisions. */
    public static RepairRequest accepting(String... revisions) {
        return new RepairRequest(List.of(revisions), List.of(), List.of());
    }

    /** Takes away the record of repeatables and seeds that the code no longer has. */
    public static RepairRequest forgetting(String... names) {
        return new RepairRequest(List.of(), List.of(), List.of(), List.of(names));
    }
}
