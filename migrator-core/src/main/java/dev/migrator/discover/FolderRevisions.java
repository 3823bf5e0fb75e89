// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the revisions of some folders: SQL files as they are, Java sources as they were compiled. Thread-safe. */
public final class FolderRevisions implements RevisionSource {

    private final List<Path> folders;
    private final Optional<? extends RevisionSource> classes;
    private final RevisionIndex index;

    /**
     * Names the folders; nothing is looked at yet.
     *
     * @param folders the folders
     * @param classes what the sources in them were compiled to; nothing where there are none
     * @param index remembers what was read of the files
     */
    public FolderRevisions(List<Path> folders, Optional<? extends RevisionSource> classes, RevisionIndex index) {
        this.folders = List.copyOf(folders);
        this.classes = classes;
        this.index = index;
    }

    @Override
    public Found find() {
        Found scripts = new SqlFileRevisions(folders, index).find();
        List<RevisionDescriptor> revisions = new ArrayList<>(scripts.revisions());
        List<Problem> problems = new ArrayList<>(scripts.problems());
        classes.map(RevisionSource::find).ifPresent(compiled -> {
            revisions.addAll(compiled.revisions());
            problems.addAll(compiled.problems());
        });
        if (revisions.isEmpty() && problems.isEmpty()) {
            problems.add(DiscoveryIssue.nothingIn(folders));
        }
        return new Found(revisions, problems);
    }
}
