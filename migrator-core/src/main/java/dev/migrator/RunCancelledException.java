// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

/** A command was told to end by {@link Migrator#cancel()} while it waited for the server or the run lock; nothing was changed. */
public final class RunCancelledException extends MigratorException {

    private static final long serialVersionUID = 1L;

    RunCancelledException(Throwable cause) {
        super("told to end while waiting. Nothing was changed", cause);
    }
}
