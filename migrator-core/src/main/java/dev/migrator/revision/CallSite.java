// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.lang.StackWalker.StackFrame;

/**
 * What becomes of one call, as the code of its caller has it.
 *
 * @param answer what becomes of its answer
 * @param caught whether a failure of it may be caught, and the caller go on
 */
public record CallSite(Answer answer, boolean caught) {

    /** Of code that cannot be read anything is to be expected. */
    public static final CallSite UNKNOWN = new CallSite(Answer.USED, true);

    /** What becomes of an answer. */
    public enum Answer {
        /** Nobody looks at it. */
        DROPPED,

        /** The caller's own caller gets it. */
        RETURNED,

        /** Somebody may look at it. */
        USED
    }

    /** Reads the code of callers. Thread-safe. */
    @FunctionalInterface
    public interface Reader {

        /** Gives the call that a frame is in the middle of; the frame knows its class. */
        CallSite at(StackFrame frame);
    }
}
