// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import java.util.Comparator;

/**
 * One thing that a database holds.
 *
 * @param kind what it is
 * @param name its whole name, quoted where SQL needs it; what belongs to a table has the table's name in front
 * @param definition all else that is known of it, as PostgreSQL writes it
 */
public record CatalogEntry(CatalogKind kind, String name, String definition) implements Comparable<CatalogEntry> {

    private static final Comparator<CatalogEntry> ORDER =
            Comparator.comparing(CatalogEntry::kind).thenComparing(CatalogEntry::name);

    @Override
    public int compareTo(CatalogEntry other) {
        return ORDER.thenComparing(CatalogEntry::definition).compare(this, other);
    }

    /** What it is and how it is called. */
    @Override
    public String toString() {
        return kind.label() + " " + name;
    }
}
