// SPDX-License-Identifier: Apache-2.0
/** From a graph, a ledger's rows and a target to a list of steps, or to why not. Pure: nothing here touches a database. */
@NullMarked
package dev.migrator.plan;

import org.jspecify.annotations.NullMarked;
