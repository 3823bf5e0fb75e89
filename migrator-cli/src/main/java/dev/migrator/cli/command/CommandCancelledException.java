// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import org.jspecify.annotations.Nullable;

/** A verb was told to end before it changed anything. */
final class CommandCancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandCancelledException(@Nullable Throwable cause) {
        super("told to end. Nothing was changed", cause);
    }
}
