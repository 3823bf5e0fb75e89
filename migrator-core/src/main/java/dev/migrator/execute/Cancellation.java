// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;

/**
 * Ends one run from another thread: the statement that is running is cancelled, no other is sent, and what runs is rolled
 * back as after any failure. Thread-safe.
 */
public final class Cancellation {

    private static final Duration BETWEEN_CALLS = Duration.ofMillis(200);

    private static final String TOLD = "the run was told to end";

    private final CountDownLatch requested = new CountDownLatch(1);
    private final AtomicReference<Body> running = new AtomicReference<>();

    /** Asks for the end of the run, and goes on asking the server as long as a migration runs; does not wait for it. */
    public void request() {
        requested.countDown();
        Thread asking = new Thread(this::cancelStatements, "migrator-cancellation");
        asking.setDaemon(true);
        asking.start();
    }

    /** A statement that was about to be sent when the first call came is met by the next. */
    private void cancelStatements() {
        try {
            for (Body body = running.get(); body != null; body = running.get()) {
                body.connection().unwrap(PGConnection.class).cancelQuery();
                if (body.ended().await(BETWEEN_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (SQLException e) {
            System.getLogger(Cancellation.class.getName())
                    .log(System.Logger.Level.DEBUG, "the statement could not be cancelled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was thrown after the request was thrown because of it. */
    Throwable explained(Throwable thrown) {
        if (requested.getCount() > 0 || thrown instanceof CancellationException) {
            return thrown;
        }
        return new CancellationException(TOLD).initCause(thrown);
    }

    /**
     * Insists that the run may go on.
     *
     * @throws CancellationException where it shall end
     */
    void check() {
        if (requested.getCount() == 0) {
            throw new CancellationException(TOLD);
        }
    }

    /**
     * Waits.
     *
     * @param time how long
     * @throws CancellationException where the run shall end
     * @throws InterruptedException where the thread is interrupted
     */
    public void pause(Duration time) throws InterruptedException {
        if (requested.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            check();
        }
    }

    /** A migration begins to use a connection; until it is done with that, its statements may be cancelled. */
    Body begin(Connection connection) {
        check();
        Body body = new Body(this, connection, new CountDownLatch(1));
        running.set(body);
        return body;
    }

    /**
     * What may be cancelled: the migration, and never our own writing.
     *
     * @param owner what it belongs to
     * @param connection what it runs on
     * @param ended counted down when it is done
     */
    record Body(Cancellation owner, Connection connection, CountDownLatch ended) implements AutoCloseable {
        @Override
        public void close() {
            owner.running.set(null);
            ended.countDown();
        }
    }
}
