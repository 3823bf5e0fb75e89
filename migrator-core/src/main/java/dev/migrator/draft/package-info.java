// SPDX-License-Identifier: Apache-2.0
/**
 * Revisions as source files: new ones and others moved, checked against the graph before a file is touched. A leaf: only
 * the front door and the command line import it.
 */
@NullMarked
package dev.migrator.draft;

import org.jspecify.annotations.NullMarked;
