// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that would be written over.
 *
 * @param file the file
 */
record NameTaken(Path file) implements Problem {

    @Override
    public String kind() {
        return "file_exists";
    }

    @Override
    public String message() {
        return file + " exists already, and is left as it is; go on with revision, or begin in another folder";
    }

    @Override
    public List<RevisionId> revisions() {
        return List.of();
    }
}
