// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder below which the sources of classes are. Immutable; the files are looked at with each call. */
public final class SourceTree {

    private final Path root;

    /**
     * Names the folder; nothing is looked at yet.
     *
     * @param root the folder of the outermost package
     */
    public SourceTree(Path root) {
        this.root = root;
    }

    /** Gives the folder. */
    public Path root() {
        return root;
    }

    /** Gives the file that a revision's class was compiled from, where it is here. */
    public Optional<Path> fileOf(RevisionDescriptor revision) {
        String name = revision.className();
        return Stream.of(name, name.replaceFirst("\\$.*", ""))
                .filter(candidate -> !candidate.isEmpty())
                .map(candidate -> root.resolve(candidate.replace('.', '/') + ".java"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Gives the file of a revision to be edited, or tells that it is not here. */
    public Checked<SourceFile, Problem> sourceOf(RevisionDescriptor revision) {
        return fileOf(revision)
                .<Checked<SourceFile, Problem>>map(file -> Checked.sound(new SourceFile(file)))
                .orElseGet(() -> Checked.unsound(DraftIssue.noSource(revision.id(), root)));
    }

    /** Gives the file of a revision, or else its class and where that was found. */
    public String nameOf(RevisionDescriptor revision) {
        return fileOf(revision)
                .map(Path::toString)
                .orElseGet(() ->
                        revision.className() + (revision.location().isEmpty() ? "" : " in " + revision.location()));
    }
}
