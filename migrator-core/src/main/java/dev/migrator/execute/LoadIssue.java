// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A revision whose class cannot be loaded or instantiated.
 *
 * @param revision the revision
 * @param thrown what was thrown
 */
public record LoadIssue(RevisionDescriptor revision, Throwable thrown) implements Problem {

    @Override
    public String kind() {
        return "class_cannot_load";
    }

    @Override
    public String message() {
        return "the class " + revision.className() + " of " + revision.told() + " cannot be loaded: " + root()
                + "; nothing was run. See that everything it needs is on the class path, and that its constructor and"
                + " static initializers need no database";
    }

    @Override
    public List<RevisionId> revisions() {
        return List.of(revision.id());
    }

    @Override
    public Optional<Throwable> cause() {
        return Optional.of(thrown);
    }

    /** What a static initializer threw says more than that it did. */
    private Throwable root() {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(50)
                .reduce(thrown, (outer, inner) -> inner);
    }
}
