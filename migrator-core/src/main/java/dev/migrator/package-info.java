// SPDX-License-Identifier: Apache-2.0
/**
 * The front door. Open {@link dev.migrator.Migrator} first: it walks the five stages.
 *
 * <pre>{@code
 *   discover  →  graph  →  plan  →  execute  →  record
 *   class files  revisions  steps   transactions  ledger
 * }</pre>
 *
 * <p>Each stage is a package, and arrows point only to the right: the first three decide and touch no database, the last
 * two act. Problems are values until they come here; only this package throws them.
 */
@NullMarked
package dev.migrator;

import org.jspecify.annotations.NullMarked;
