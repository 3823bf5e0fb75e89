// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import picocli.CommandLine.Option;

/** Whether somebody has agreed beforehand to what a verb would ask. */
public final class Assent {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean given;

    /** Whether not to ask. */
    public boolean given() {
        return given;
    }
}
