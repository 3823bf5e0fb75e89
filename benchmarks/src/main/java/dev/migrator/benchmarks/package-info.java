// SPDX-License-Identifier: Apache-2.0
/** How long the graph and the planner take, from a thousand revisions to a hundred thousand. */
@NullMarked
package dev.migrator.benchmarks;

import org.jspecify.annotations.NullMarked;
