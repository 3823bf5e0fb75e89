// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.List;
import java.util.Optional;

/** Something that stands in the way, as a value: problems are collected and reported all together. */
public interface Problem {

    /** A short, stable name of what is wrong, in lower case with underscores, such as {@code unknown_parent}. */
    String kind();

    /** What is wrong, where, and what to do about it, for people. */
    String message();

    /** The revisions involved, in the order in which the message names them; empty where none is. */
    List<RevisionId> revisions();

    /** What was thrown, where something was. */
    default Optional<Throwable> cause() {
        return Optional.empty();
    }
}
