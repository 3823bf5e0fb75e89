// SPDX-License-Identifier: Apache-2.0
/** Values that every stage speaks of: revisions as the code has them and as a database has them. */
@NullMarked
package dev.migrator.revision;

import org.jspecify.annotations.NullMarked;
