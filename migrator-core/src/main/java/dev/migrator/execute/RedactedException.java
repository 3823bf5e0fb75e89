// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.sql.Redaction;
import java.util.concurrent.CancellationException;

/**
 * Stands for an exception whose message, or that of one of its causes, told a password. Its message begins with the class
 * of the one it stands for; where that was thrown, what caused it and what was suppressed is kept.
 */
final class RedactedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A chain of causes may be a ring. */
    private static final int DEEPEST = 20;

    private RedactedException(String message, Throwable stoodFor) {
        super(message);
        setStackTrace(stoodFor.getStackTrace());
    }

    /** Gives the exception itself where it tells none; a cancellation stays one. */
    static Throwable of(Throwable thrown, Redaction redaction) {
        if (!tells(thrown, redaction, 0)) {
            return thrown;
        }
        RedactedException standIn = standIn(thrown, redaction, 0);
        return thrown instanceof CancellationException
                ? new CancellationException(redaction.text(String.valueOf(thrown.getMessage()))).initCause(standIn)
                : standIn;
    }

    private static boolean tells(Throwable thrown, Redaction redaction, int depth) {
        String text = thrown.toString();
        if (depth == DEEPEST || !redaction.text(text).equals(text)) {
            return depth < DEEPEST;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (tells(suppressed, redaction, depth + 1)) {
                return true;
            }
        }
        return thrown.getCause() != null && tells(thrown.getCause(), redaction, depth + 1);
    }

    private static RedactedException standIn(Throwable thrown, Redaction redaction, int depth) {
        RedactedException standIn = new RedactedException(redaction.text(thrown.toString()), thrown);
        if (depth < DEEPEST) {
            for (Throwable suppressed : thrown.getSuppressed()) {
                standIn.addSuppressed(standIn(suppressed, redaction, depth + 1));
            }
            if (thrown.getCause() != null) {
                standIn.initCause(standIn(thrown.getCause(), redaction, depth + 1));
            }
        }
        return standIn;
    }
}
