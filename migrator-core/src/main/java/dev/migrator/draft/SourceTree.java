// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders below which the sources of classes are. Immutable; the files are looked at with each call. */
public final class SourceTree {

    private final List<Path> roots;

    /**
     * Names the folders; nothing is looked at yet.
     *
     * @param roots the folders of outermost packages, at least one
     */
    public SourceTree(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** Gives the file that a revision's class was compiled from, where it is here. */
    public Optional<Path> fileOf(RevisionDescriptor revision) {
        String name = revision.className();
        if (name.isEmpty()) {
            return revision.location().isEmpty() ? Optional.empty() : script(revision.location());
        }
        return Stream.of(name, name.replaceFirst("\\$.*", ""))
                .map(candidate -> candidate.replace('.', '/') + ".java")
                .flatMap(candidate -> roots.stream().map(root -> root.resolve(candidate)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<Path> script(String location) {
        return location.startsWith(RevisionDescriptor.CLASSPATH)
                ? roots.stream()
                        .map(root -> root.resolve(location.substring(RevisionDescriptor.CLASSPATH.length())))
                        .filter(Files::isRegularFile)
                        .findFirst()
                : Optional.of(Path.of(location));
    }

    /** Gives the file of a revision to be edited, or tells that it is not here. */
    public Checked<SourceFile, Problem> sourceOf(RevisionDescriptor revision) {
        return fileOf(revision)
                .<Checked<SourceFile, Problem>>map(file -> Checked.sound(new SourceFile(file)))
                .orElseGet(() -> Checked.unsound(DraftIssue.noSource(revision.id(), roots)));
    }

    /** Gives the file of a revision, or else its class and where that was found. */
    public String nameOf(RevisionDescriptor revision) {
        return fileOf(revision)
                .map(Path::toString)
                .orElseGet(() -> Stream.of(revision.className(), revision.location())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" in ")));
    }
}
