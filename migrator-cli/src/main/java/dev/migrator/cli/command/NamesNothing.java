// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * A symbol that means no revision.
 *
 * @param symbol what was typed
 */
record NamesNothing(String symbol) implements Problem {

    @Override
    public String kind() {
        return "unknown";
    }

    @Override
    public String message() {
        return "'" + symbol + "' names no revision here; the command history lists all";
    }

    @Override
    public List<RevisionId> revisions() {
        return List.of();
    }
}
