// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

/** A command was told to end by {@link Migrator#cancel()} before it ran anything, as while it waited; nothing was changed. */
public final class RunCancelledException extends MigratorException {

    private static final long serialVersionUID = 1L;

    RunCancelledException(Throwable cause) {
        super("told to end before anything ran. Nothing was changed", cause);
    }
}
