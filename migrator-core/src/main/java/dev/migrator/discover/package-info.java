// SPDX-License-Identifier: Apache-2.0
/** From class files to descriptions of revisions, without loading a class. */
@NullMarked
package dev.migrator.discover;

import org.jspecify.annotations.NullMarked;
