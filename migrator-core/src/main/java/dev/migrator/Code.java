// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.graph.Definitions;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the code has, put together anew only where others are found than before. Thread-safe. */
final class Code {

    private final RevisionSource source;
    private volatile @Nullable Laid laid;

    Code(RevisionSource source) {
        this.source = source;
    }

    /** What was found, and what that comes to. */
    private record Laid(List<RevisionDescriptor> found, Definitions definitions) {}

    /** Discover, then graph: all that the code has, or a refusal with all that is wrong with it. */
    Definitions definitions() {
        RevisionSource.Found found = source.find();
        @Nullable Laid before = laid;
        if (before != null && found.problems().isEmpty() && before.found().equals(found.revisions())) {
            return before.definitions();
        }
        Checked<Definitions, Problem> definitions = Definitions.of(found.revisions());
        List<Problem> problems = new ArrayList<>(found.problems());
        definitions.fold(sound -> true, problems::addAll);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        Definitions sound = Migrator.sound(definitions);
        laid = new Laid(found.revisions(), sound);
        return sound;
    }
}
