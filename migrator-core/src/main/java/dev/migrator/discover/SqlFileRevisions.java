// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import dev.migrator.sql.SqlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads the SQL revisions in some folders, folders inside them included. Immutable and thread-safe. */
public final class SqlFileRevisions implements RevisionSource {

    private static final String SUFFIX = ".sql";

    private final List<Path> folders;

    /**
     * Names the folders; nothing is looked at yet.
     *
     * @param folders the folders
     */
    public SqlFileRevisions(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    @Override
    public Found find() {
        List<RevisionDescriptor> revisions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(file -> SqlFile.read(file)
                                .map(revision -> revision.descriptor())
                                .fold(revisions::add, problems::addAll));
            } catch (IOException failure) {
                problems.add(DiscoveryIssue.noFolder(folder, failure));
            }
        }
        return new Found(revisions, problems);
    }
}
