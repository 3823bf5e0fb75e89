// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

/** Which way a command goes; some targets mean another thing, or nothing, the other way. */
public enum Direction {
    /** Towards the heads. */
    UP,
    /** Towards the base. */
    DOWN
}
