// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import org.jspecify.annotations.Nullable;

/** The only kind of exception that the front door throws for what it could not do. Each subclass carries its facts. */
public abstract sealed class MigratorException extends RuntimeException
        permits CleanFailedException,
                ConfigurationException,
                DatabaseUnavailableException,
                ListenerFailedException,
                LockUnavailableException,
                RefusedException,
                RunCancelledException,
                RunFailedException {

    private static final long serialVersionUID = 1L;

    MigratorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
