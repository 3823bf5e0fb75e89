// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import java.time.Instant;
import java.util.Optional;

/**
 * The session that holds the run lock.
 *
 * @param pid its process id in the server
 * @param application its application name, or empty
 * @param user its database user, or empty where it may not be seen
 * @param client the address that it comes from, or empty for a local one
 * @param since when it connected, where that may be seen
 */
public record LockHolder(int pid, String application, String user, String client, Optional<Instant> since) {

    /** Names it in half a sentence. */
    @Override
    public String toString() {
        return "pid " + pid
                + (application.isEmpty() ? "" : " (" + application + ")")
                + (user.isEmpty() ? "" : ", user " + user)
                + (client.isEmpty() ? "" : ", from " + client)
                + since.map(instant -> ", connected since " + instant).orElse("");
    }
}
