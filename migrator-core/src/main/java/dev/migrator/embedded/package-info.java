// SPDX-License-Identifier: Apache-2.0
/**
 * A real PostgreSQL server beside a project, from binaries on the class path, under a supervisor of our own: several
 * processes share it, a killed one leaves nothing that blocks the next, and its data is as durable as any server's.
 */
@NullMarked
package dev.migrator.embedded;

import org.jspecify.annotations.NullMarked;
