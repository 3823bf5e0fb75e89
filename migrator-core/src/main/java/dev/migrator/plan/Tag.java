// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A name for what a database had at some time.
 *
 * @param name the name
 * @param heads the tips of what it had, by id
 * @param here whether these are its tips now
 * @param clash what in the code has the same name, in words, where something has; the name is refused as a target then
 * @param at when it was set
 * @param by the database user that set it
 */
public record Tag(
        RevisionId name, List<RevisionId> heads, boolean here, Optional<String> clash, Instant at, String by) {

    /** Copies the list. */
    public Tag {
        heads = List.copyOf(heads);
    }
}
