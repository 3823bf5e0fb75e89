// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.LockHolder;
import dev.migrator.outcome.StepEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The run lock: a session advisory lock on the connection that runs the steps, so that it goes when the session goes.
 *
 * <p>It is polled for in auto-commit: a call that blocks, or a transaction that stays open, deadlocks with a
 * {@code create index concurrently} of the run that holds the lock. Not thread-safe.
 */
public final class RunLock implements AutoCloseable {

    private static final long SHORTEST_PAUSE_MS = 20;
    private static final long LONGEST_PAUSE_MS = 500;
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

    /** What is wrong where it is not held any more. */
    static final String LOST =
            "the run lock is no longer held, as after pg_advisory_unlock_all() in a migration or precondition, or"
                    + " behind a pooler that shares sessions; another run may have begun, so that nothing more is done";

    private final Session session;
    private final Connection connection;
    private final long key;
    private boolean held;

    /**
     * Addresses the lock of one ledger; nothing is locked yet.
     *
     * @param session the session that will run the steps
     * @param ledger the qualified name of the ledger, which the lock guards
     */
    public RunLock(Session session, String ledger) {
        this.session = session;
        this.connection = session.connection();
        this.key = key(ledger);
    }

    /**
     * Takes the lock, waiting for it where it must.
     *
     * @param patience how long to wait
     * @param listener hears whom the run waits for
     * @param cancellation ends the wait
     * @return whether the lock was had in time
     * @throws SQLException where the connection is lost
     * @throws InterruptedException where the thread is interrupted while it waits
     */
    public boolean acquire(Duration patience, Consumer<StepEvent> listener, Cancellation cancellation)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        long lastReport = Long.MIN_VALUE;
        long pause = SHORTEST_PAUSE_MS;
        while (!tryLock()) {
            long waited = System.nanoTime() - start;
            if (waited >= patience.toNanos()) {
                return false;
            }
            if (lastReport == Long.MIN_VALUE || waited - lastReport >= BETWEEN_REPORTS.toNanos()) {
                lastReport = waited;
                listener.accept(new StepEvent.Waiting(holder(), Duration.ofNanos(waited)));
            }
            long left = Duration.ofNanos(patience.toNanos() - waited).toMillis() + 1;
            cancellation.pause(
                    Duration.ofMillis(Math.min(left, ThreadLocalRandom.current().nextLong(pause / 2, pause + 1))));
            pause = Math.min(LONGEST_PAUSE_MS, pause * 3 / 2);
        }
        held = true;
        return true;
    }

    /**
     * Tells who holds the lock, where that can be seen.
     *
     * @throws SQLException where the connection is lost
     */
    public Optional<LockHolder> holder() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''),"
                        + " coalesce(host(a.client_addr), ''), a.backend_start"
                        + " from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                        + " where l.locktype = 'advisory' and l.granted and l.objsubid = 1"
                        + " and l.database = (select oid from pg_database where datname = current_database())"
                        + " and l.classid::bigint = ? and l.objid::bigint = ?")) {
            address(statement);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(holder(result)) : Optional.empty();
            }
        }
    }

    private static LockHolder holder(ResultSet result) throws SQLException {
        Optional<OffsetDateTime> since = Optional.ofNullable(result.getObject(5, OffsetDateTime.class));
        return new LockHolder(
                result.getInt(1),
                result.getString(2),
                result.getString(3),
                result.getString(4),
                since.map(OffsetDateTime::toInstant));
    }

    /**
     * Insists that the lock is still held: a migration may have let go of it, and another run may have begun.
     *
     * @throws SQLException where it is not, or the connection is lost
     */
    void insistOnHolding() throws SQLException {
        insist(session.ask(question()));
    }

    /**
     * A query whose answer tells whether it is. It lets go of one hold and takes it again, the other one being kept all the
     * while; to look at {@code pg_locks} instead takes as long as there are locks, of everybody.
     */
    String question() {
        return "select case when pg_advisory_unlock(" + key + ") then pg_try_advisory_lock(" + key + ") else false end";
    }

    /** A condition on whether this session holds the lock of a key, of which it need not hold a second one. */
    static String isHeld(long key) {
        return "exists (select from pg_locks where locktype = 'advisory' and objsubid = 1 and pid = pg_backend_pid()"
                + " and classid::bigint = " + (key >>> Integer.SIZE) + " and objid::bigint = "
                + Integer.toUnsignedLong((int) key) + ")";
    }

    /** Insists on an answer that says so. */
    static void insist(String answer) throws SQLException {
        if (!answer.equals("t")) {
            throw new SQLException(LOST);
        }
    }

    private void address(PreparedStatement statement) throws SQLException {
        statement.setLong(1, key >>> Integer.SIZE);
        statement.setLong(2, Integer.toUnsignedLong((int) key));
    }

    /** The number by which a ledger's lock is known. */
    static long key(String ledger) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("migrator run lock: " + ledger).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Lets go of the lock; a lost connection has done so already. */
    @Override
    public void close() throws SQLException {
        if (held && !connection.isClosed()) {
            held = false;
            session.ask("select pg_advisory_unlock(" + key + "), pg_advisory_unlock(" + key + ")");
        }
    }

    /** Takes it twice, so that {@link #question()} never lets go of it. */
    private boolean tryLock() throws SQLException {
        return session.ask("select pg_try_advisory_lock(" + key + ") and pg_try_advisory_lock(" + key + ")")
                .equals("t");
    }
}
