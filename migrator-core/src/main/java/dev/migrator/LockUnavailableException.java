// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.outcome.LockHolder;
import java.time.Duration;
import java.util.Optional;

/** Another run holds the run lock and did not let go of it in time; nothing was changed. */
public final class LockUnavailableException extends MigratorException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<LockHolder> holder;

    LockUnavailableException(Duration waited, Optional<LockHolder> holder) {
        super(
                "another run holds the lock of this database and did not finish within " + waited.toMillis() + " ms: "
                        + holder.map(LockHolder::toString).orElse("holder unknown")
                        + ". Nothing was changed. Wait for it, or allow more time with lock-wait",
                null);
        this.holder = holder;
    }

    /** Who holds the lock, where that could be seen. */
    public Optional<LockHolder> holder() {
        return holder;
    }
}
