// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.nio.file.Path;

/**
 * A value that somebody gave.
 *
 * @param text the value
 * @param origin where it was given, for errors
 * @param base the folder that relative paths in it start from
 */
record Given(String text, String origin, Path base) {

    /** Leaves the value out, which may be a secret. */
    @Override
    public String toString() {
        return origin;
    }
}
