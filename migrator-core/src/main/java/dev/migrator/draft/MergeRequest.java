// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import java.util.List;
import java.util.Optional;

/**
 * What somebody wants of a merge, as typed.
 *
 * @param message one line for people
 * @param revisions the revisions to join; all real heads where none is named
 * @param branchLabels the labels of the new revision
 * @param id the id; a random one where it is not said
 */
public record MergeRequest(String message, List<String> revisions, List<String> branchLabels, Optional<String> id) {

    /** Copies the lists. */
    public MergeRequest {
        revisions = List.copyOf(revisions);
        branchLabels = List.copyOf(branchLabels);
    }
}
