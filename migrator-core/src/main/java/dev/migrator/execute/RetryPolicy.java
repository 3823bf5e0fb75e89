// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a step is tried that meets a lock, a deadlock or a serialization failure.
 *
 * @param retries how often it is tried again at most
 * @param budget how long it may take, from the first try on, until no other is begun
 */
public record RetryPolicy(int retries, Duration budget) {

    private static final long SHORTEST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final int MOST_DOUBLINGS = 7;

    /** What happens where nobody says: five tries, within two minutes. */
    public static final RetryPolicy USUAL = new RetryPolicy(4, Duration.ofMinutes(2));

    /**
     * Gives how long to wait before the next try; nothing where there is to be none. The waits grow, and differ between
     * processes, so that two that met do not meet again.
     *
     * @param tries how often it was tried
     * @param spent how long that took
     */
    Optional<Duration> pause(int tries, Duration spent) {
        if (tries > retries) {
            return Optional.empty();
        }
        long most = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS << Math.min(tries - 1, MOST_DOUBLINGS));
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        return spent.plus(pause).compareTo(budget) < 0 ? Optional.of(pause) : Optional.empty();
    }
}
