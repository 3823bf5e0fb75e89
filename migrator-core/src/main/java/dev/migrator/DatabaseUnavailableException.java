// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached, or does not permit what the tool itself has to do; nothing was changed. */
public final class DatabaseUnavailableException extends MigratorException {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
