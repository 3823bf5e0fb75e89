// SPDX-License-Identifier: Apache-2.0
/**
 * SQL as text: files of revisions read, and cut into statements as psql does. Nothing here touches a database.
 */
@NullMarked
package dev.migrator.sql;

import org.jspecify.annotations.NullMarked;
