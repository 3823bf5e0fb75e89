// SPDX-License-Identifier: Apache-2.0
/**
 * What the schemas of a database hold, as PostgreSQL's own catalogue and its own program pg_dump tell it, and how two
 * databases differ. Nothing here changes a database.
 */
@NullMarked
package dev.migrator.catalog;

import org.jspecify.annotations.NullMarked;
