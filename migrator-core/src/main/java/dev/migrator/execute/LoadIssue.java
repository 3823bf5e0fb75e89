// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * A revision whose class cannot be loaded or instantiated.
 *
 * @param revision the revision
 * @param cause what was thrown
 */
public record LoadIssue(RevisionDescriptor revision, Throwable cause) implements Problem {

    @Override
    public String kind() {
        return "class_cannot_load";
    }

    @Override
    public String message() {
        return "the class " + revision.className() + " of revision " + revision.id() + " cannot be loaded: " + cause
                + "; nothing was run. See that everything it needs is on the class path, and that its constructor and"
                + " static initializers need no database";
    }

    @Override
    public List<RevisionId> revisions() {
        return List.of(revision.id());
    }
}
