// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What a rendering ended at. It ends there for good, since a migration may catch even an error. Thread-safe. */
final class Ending {

    private final AtomicReference<Unscriptable> first = new AtomicReference<>();

    /** Gives what is to be thrown. */
    Unscriptable of(Unscriptable end) {
        first.compareAndSet(null, end);
        return reason().orElse(end);
    }

    /** Lets nobody go on who was stopped before. */
    void check() {
        reason().ifPresent(end -> {
            throw end;
        });
    }

    Optional<Unscriptable> reason() {
        return Optional.ofNullable(first.get());
    }
}
