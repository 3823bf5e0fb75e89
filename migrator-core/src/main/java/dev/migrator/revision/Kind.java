// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.List;
import java.util.Locale;

/** What a ledger records. */
public enum Kind {
    /** A node of the graph, which is applied once. */
    REVISION,
    /** What is replaced as a whole, and is applied again whenever its code changes. */
    REPEATABLE,
    /** Data that somebody asks for. */
    SEED,
    /** What marks the revisions that a database had; the ledger alone has it, and no code. */
    TAG,
    /** What runs around others, and leaves no row of its own. */
    HOOK;

    /** Gives those that a class is by an annotation. */
    public static List<Kind> ofCode() {
        return List.of(REVISION, REPEATABLE, SEED);
    }

    /** The name in headers, documents and tables: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
