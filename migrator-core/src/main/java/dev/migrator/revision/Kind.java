// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.Locale;

/** What the code has, and a ledger records. */
public enum Kind {
    /** A node of the graph, which is applied once. */
    REVISION,
    /** What is replaced as a whole, and is applied again whenever its code changes. */
    REPEATABLE,
    /** Data that somebody asks for. */
    SEED;

    /** The name in headers, documents and tables: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
