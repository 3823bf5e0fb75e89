// SPDX-License-Identifier: Apache-2.0
/**
 * New revisions: what one would be, checked against the graph, and its class as a source file. A leaf: only the front
 * door and the command line import it.
 */
@NullMarked
package dev.migrator.draft;

import org.jspecify.annotations.NullMarked;
