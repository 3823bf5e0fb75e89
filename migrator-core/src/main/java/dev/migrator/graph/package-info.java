// SPDX-License-Identifier: Apache-2.0
/** The revision graph and what a user's target means in it. Pure: no I/O, no clock, no class loading. */
@NullMarked
package dev.migrator.graph;

import org.jspecify.annotations.NullMarked;
