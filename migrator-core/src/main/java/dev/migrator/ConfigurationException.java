// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import org.jspecify.annotations.Nullable;

/** A setting is missing, wrong, or contradicts another; nothing was done. */
public final class ConfigurationException extends MigratorException {

    private static final long serialVersionUID = 1L;

    /**
     * Says which setting, what is wrong with it, and what to write instead.
     *
     * @param message the sentence
     */
    public ConfigurationException(String message) {
        super(message, null);
    }

    /**
     * Says which setting, what is wrong with it, and what to write instead.
     *
     * @param message the sentence
     * @param cause what revealed it
     */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
