// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import java.util.function.Supplier;

/** What is told to end by a signal, of a verb that does several things one after the other. Thread-safe. */
final class Ending {

    private Runnable action = Ending::nothing;
    private boolean told;

    /** Ends what is going on, and keeps all else from beginning. */
    synchronized void tell() {
        told = true;
        action.run();
    }

    /**
     * Does one of these things.
     *
     * @param end ends it
     * @param work what it is
     * @throws CommandCancelledException where it was told to end, before or meanwhile
     */
    <T> T meaning(Runnable end, Supplier<T> work) {
        begin(end);
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (isTold()) {
                throw new CommandCancelledException(e);
            }
            throw e;
        } finally {
            begun(Ending::nothing);
        }
    }

    private synchronized void begin(Runnable end) {
        if (told) {
            throw new CommandCancelledException(null);
        }
        action = end;
    }

    private synchronized void begun(Runnable next) {
        action = next;
    }

    private static void nothing() {}

    private synchronized boolean isTold() {
        return told;
    }
}
