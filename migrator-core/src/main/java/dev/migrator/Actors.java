// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.ledger.Actor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.UUID;

/** Says who we are, for the history. */
final class Actors {

    private Actors() {}

    static Actor current(String applicationVersion) {
        return new Actor(
                UUID.randomUUID(),
                System.getProperty("user.name", "unknown"),
                host(),
                Objects.requireNonNullElse(Actors.class.getPackage().getImplementationVersion(), "development"),
                applicationVersion);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
