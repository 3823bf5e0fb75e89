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
    private final Optional<ClassFileRevisions> classes;

    /**
     * Names the folders; nothing is looked at yet.
     *
     * @param folders the folders
     * @param classes what the sources in them were compiled to; nothing where there are none
     */
    public FolderRevisions(List<Path> folders, Optional<ClassFileRevisions> classes) {
        this.folders = List.copyOf(folders);
        this.classes = classes;
    }

    @Override
    public Found find() {
        Found scripts = new SqlFileRevisions(folders).find();
        List<RevisionDescriptor> revisions = new ArrayList<>(scripts.revisions());
        List<Problem> problems = new ArrayList<>(scripts.problems());
        classes.map(ClassFileRevisions::find).ifPresent(compiled -> {
            revisions.addAll(compiled.revisions());
            problems.addAll(compiled.problems());
        });
        if (revisions.isEmpty() && problems.isEmpty()) {
            problems.add(DiscoveryIssue.nothingIn(folders));
        }
        return new Found(revisions, problems);
    }
}
