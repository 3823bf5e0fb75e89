// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import dev.migrator.cli.command.Program;
import dev.migrator.cli.option.Surroundings;

/** Where the process starts. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        Logging.quieten(args);
        // The answer has a stream of its own: what a migration prints is talk.
        Surroundings surroundings = Surroundings.ofThisProcess();
        System.setOut(surroundings.err());
        System.exit(new Program(surroundings).run(args));
    }
}
