// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.revision.Precondition;
import org.jspecify.annotations.Nullable;

/** Why a step was not begun: something that must hold before it does not, or nobody can tell. */
public final class PreconditionException extends Exception {

    private static final long serialVersionUID = 1L;

    private PreconditionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** One that does not hold. */
    public static PreconditionException unmet(Precondition condition) {
        boolean named = condition.form() != Precondition.Form.QUERY;
        return new PreconditionException(
                "the precondition " + (named ? "'" + condition.condition() + "' " : "") + "does not hold"
                        + (condition.message().isEmpty() ? "" : ": " + condition.message()) + " (" + condition.query()
                        + " gave false)",
                null);
    }

    /**
     * One of which nobody can tell.
     *
     * @param condition the condition
     * @param gave what came of its query, as {@code gave 2 rows}
     * @param cause what was thrown, where that is it
     */
    public static PreconditionException unknown(Precondition condition, String gave, @Nullable Throwable cause) {
        return new PreconditionException(
                "the precondition cannot be evaluated: " + condition.query() + " " + gave
                        + "; it must give one row with one boolean, true or false",
                cause);
    }
}
