// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import java.util.List;

/**
 * Which part of a database is looked at.
 *
 * @param schemas the schemas, without quotes; where none is named, all that are not PostgreSQL's own, and what belongs to
 *     no schema
 * @param except tables and views that are left out, with all that belongs to them
 */
public record CatalogScope(List<String> schemas, List<RelationName> except) {

    /** All of a database. */
    public static final CatalogScope ALL = new CatalogScope(List.of(), List.of());

    /** Copies the lists. */
    public CatalogScope {
        schemas = List.copyOf(schemas);
        except = List.copyOf(except);
    }
}
