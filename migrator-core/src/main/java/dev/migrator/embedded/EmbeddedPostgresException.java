// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded server could not do what was asked; the message says what, where, why, and what to do. */
public final class EmbeddedPostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedPostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
