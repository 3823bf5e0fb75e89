// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.execute.Cancellation;
import dev.migrator.execute.Listeners;
import dev.migrator.execute.LockWatch;
import dev.migrator.execute.RunLock;
import dev.migrator.execute.Session;
import dev.migrator.ledger.Ledger;
import dev.migrator.ledger.LedgerIssue;
import dev.migrator.ledger.LedgerState;
import dev.migrator.ledger.LedgerWriteException;
import dev.migrator.revision.Checked;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The sessions of one command: opens them, and does there what commands have in common. */
final class Sessions {

    static final String NOTHING_CHANGED = "Nothing was changed";

    private final MigratorConfig config;
    private final Ledger ledger;
    private final Cancellation cancellation;
    private final long start = System.nanoTime();

    Sessions(MigratorConfig config, Cancellation cancellation) {
        this.config = config;
        this.ledger = new Ledger(config.ledgerName());
        this.cancellation = cancellation;
    }

    Ledger ledger() {
        return ledger;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** The schemas that were configured. */
    List<String> schemas() {
        return config.settings().schemas();
    }

    /** Sees who is in the way of a session. */
    LockWatch watch(Session session) throws SQLException {
        return new LockWatch(database().connector()::connection, session);
    }

    /** What the database says of its ledger. */
    LedgerState read(Session session) throws SQLException {
        Checked<LedgerState, LedgerIssue> state = ledger.read(session.connection());
        return Migrator.sound(state);
    }

    /** The schema of a ledger that is about to be written. */
    static String writableHome(LedgerState state) {
        if (state.standby()) {
            throw new RefusedException(List.of(LedgerIssue.standby()));
        }
        if (state.readOnly()) {
            throw new RefusedException(List.of(LedgerIssue.readOnly()));
        }
        return state.home().orElseThrow(Sessions::homeless);
    }

    static RefusedException homeless() {
        return new RefusedException(List.of(LedgerIssue.homeless()));
    }

    /** The listeners that the builder was given. */
    Listeners toldListeners() {
        return config.participants().told();
    }

    /** Takes the run lock, or gives up in time. */
    void acquire(RunLock lock, Listeners listeners) throws SQLException {
        try {
            if (!lock.acquire(config.lockWait(), listeners::hear, cancellation)) {
                throw new LockUnavailableException(config.lockWait(), lock.holder());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockUnavailableException(Duration.ofNanos(System.nanoTime() - start), Optional.empty());
        }
    }

    private void pause(Duration time) {
        try {
            cancellation.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("interrupted while waiting for the server; nothing was changed", e);
        }
    }

    private Database database() {
        if (config.assumed().isPresent()) {
            throw new ConfigurationException(
                    "the revisions of the database are assumed; it is not asked, and nothing is" + " run on it");
        }
        return config.database()
                .orElseThrow(() -> new ConfigurationException(
                        "no database is configured; give a data source, or set url (to an address, or to embedded)"));
    }

    /**
     * Does some work in a session.
     *
     * @param changed what to say of the database where the tool's own work fails
     */
    <T> T on(String changed, Work<T> work) {
        try (Session session = database().open(this::pause)) {
            return work.on(session);
        } catch (LedgerWriteException e) {
            throw Connector.unrecorded(e, changed);
        } catch (SQLException e) {
            throw Connector.unavailable("the database did not let the tool do its own work", e, changed);
        } catch (CancellationException e) {
            throw new RunCancelledException(e);
        }
    }

    /** Some work in a session. */
    @FunctionalInterface
    interface Work<T> {
        T on(Session session) throws SQLException;
    }
}
