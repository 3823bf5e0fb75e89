// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that would be written over, or that is where a folder should be.
 *
 * @param kind the short, stable name
 * @param message what is wrong, and what to do
 */
record NameTaken(String kind, String message) implements Problem {

    static NameTaken existing(Path file) {
        return new NameTaken(
                "file_exists",
                file + " exists already, and is left as it is; go on with revision, or begin in another folder");
    }

    static NameTaken noFolder(Path path) {
        return new NameTaken("no_folder", path + " is no folder; move it away, or begin in another folder");
    }

    @Override
    public List<RevisionId> revisions() {
        return List.of();
    }
}
