// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * What has to be done when the process is told to end (Ctrl-C, SIGTERM) while a command runs. Thread-safe.
 */
public final class Signals {

    private final Collection<Runnable> actions = new ConcurrentLinkedQueue<>();

    /** Does some work, during which a signal means an action. */
    <T> T meaning(Runnable action, Supplier<T> work) {
        actions.add(action);
        try {
            return work.get();
        } finally {
            actions.remove(action);
        }
    }

    /**
     * Tells what is going on to end.
     *
     * @return whether anything is going on that will end by itself now
     */
    public boolean raise() {
        List<Runnable> present = List.copyOf(actions);
        present.forEach(Runnable::run);
        return !present.isEmpty();
    }
}
