// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What pg_dump is asked for.
 *
 * @param schemas the schemas, without quotes; all, where none is named
 * @param extensions the extensions to take where schemas are named; all, otherwise
 * @param except tables and views that are left out
 * @param role the role to become
 * @param rows whether to take the rows of the tables as well, as INSERT statements that name their columns
 */
public record DumpRequest(
        List<String> schemas, List<String> extensions, List<RelationName> except, Optional<String> role, boolean rows) {

    /** Copies the lists. */
    public DumpRequest {
        schemas = List.copyOf(schemas);
        extensions = List.copyOf(extensions);
        except = List.copyOf(except);
    }
}
