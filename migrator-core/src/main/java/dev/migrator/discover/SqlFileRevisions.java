// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import dev.migrator.sql.SqlFile;
import dev.migrator.sql.SqlIssue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the SQL revisions in some folders, folders inside them included. A file that is as the index remembers it is not
 * opened. Immutable and thread-safe.
 */
public final class SqlFileRevisions implements RevisionSource {

    private static final String SUFFIX = ".sql";

    private final List<Path> folders;
    private final RevisionIndex index;

    /**
     * Names the folders; nothing is looked at yet.
     *
     * @param folders the folders
     * @param index remembers what was read
     */
    public SqlFileRevisions(List<Path> folders, RevisionIndex index) {
        this.folders = List.copyOf(folders);
        this.index = index;
    }

    @Override
    public Found find() {
        List<RevisionDescriptor> revisions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path folder : folders) {
            Map<Path, List<SqlIssue>> wrong = new TreeMap<>();
            try {
                FileTree.visit(folder, SUFFIX, file -> look(file, revisions, wrong));
            } catch (IOException failure) {
                problems.add(DiscoveryIssue.noFolder(folder, failure));
            }
            wrong.values().forEach(problems::addAll);
        }
        return new Found(revisions, problems);
    }

    /** A file that cannot be understood is never remembered. Gives whether it is one. */
    private boolean look(Path file, List<RevisionDescriptor> revisions, Map<Path, List<SqlIssue>> wrong)
            throws IOException {
        long now = index.now();
        Optional<FileStamp> stamp = FileStamp.of(file);
        if (stamp.isEmpty()) {
            return false;
        }
        String place = file.toString();
        Optional<List<RevisionDescriptor>> remembered =
                index.find(place, stamp.get().text());
        if (remembered.isPresent()) {
            return revisions.addAll(remembered.get());
        }
        SqlFile.bytes(file)
                .flatMap(bytes -> describe(bytes, place))
                .fold(
                        revision -> {
                            if (stamp.get().isSettledAt(now)) {
                                index.keep(place, stamp.get().text(), List.of(revision));
                            }
                            return revisions.add(revision);
                        },
                        issues -> wrong.put(file, issues) == null);
        return true;
    }

    /** What a script says of itself, with its fingerprint. */
    static Checked<RevisionDescriptor, SqlIssue> describe(byte[] bytes, String location) {
        return SqlFile.read(bytes, location)
                .flatMap(script -> SqlFile.body(bytes, location)
                        .map(text ->
                                script.descriptor().printed(Optional.of(Fingerprint.ofSqlFile(Hash.whole(text))))));
    }
}
