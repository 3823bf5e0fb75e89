// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

/** A command of the user's, such as an editor or a formatter, ended badly; the file it was given stays as it left it. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
