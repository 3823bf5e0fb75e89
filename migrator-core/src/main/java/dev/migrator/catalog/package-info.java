// SPDX-License-Identifier: Apache-2.0
/** What a database has, read from PostgreSQL's own catalogue by JDBC. */
@NullMarked
package dev.migrator.catalog;

import org.jspecify.annotations.NullMarked;
