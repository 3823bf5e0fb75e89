// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import java.util.List;
import java.util.Optional;

/** The revisions of class files with the fingerprints of their code, looked at anew only where the files have changed. Thread-safe. */
public final class IndexedClasses implements RevisionSource {

    private final ClassFileRevisions classes;
    private final ClassLoader classLoader;
    private final RevisionIndex index;

    /**
     * Takes what looks at the files; nothing is looked at yet.
     *
     * @param classes what looks at them
     * @param classLoader finds the same classes
     * @param index remembers what was found
     */
    public IndexedClasses(ClassFileRevisions classes, ClassLoader classLoader, RevisionIndex index) {
        this.classes = classes;
        this.classLoader = classLoader;
        this.index = index;
    }

    @Override
    public Found find() {
        Optional<String> stamp = classes.stamp(index.now());
        Optional<Found> remembered = stamp.flatMap(same -> index.find(classes.place(), same))
                .map(revisions -> new Found(revisions, List.of()));
        return remembered.orElseGet(() -> look(stamp));
    }

    private Found look(Optional<String> stamp) {
        ClassFileRevisions.Scan scan = classes.scan();
        if (!scan.found().problems().isEmpty()) {
            return scan.found();
        }
        CodeFingerprints code = new CodeFingerprints(new InstanceRevisions(List.of()), classLoader);
        List<RevisionDescriptor> revisions = scan.found().revisions().stream()
                .map(revision -> revision.fingerprint().isPresent() ? revision : revision.printed(code.of(revision)))
                .toList();
        if (scan.telling()) {
            stamp.ifPresent(same -> index.keep(classes.place(), same, revisions));
        }
        return new Found(revisions, List.of());
    }
}
