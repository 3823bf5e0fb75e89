// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.Blocker;
import dev.migrator.sql.Redaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Sees whom the session of a run waits for, from a second connection, while it waits: once the wait has timed out, nobody
 * can tell any more. The second connection is opened for a step that takes long only, and whatever fails here disturbs no
 * step.
 */
public final class LockWatch implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(LockWatch.class.getName());

    private static final long SHORTEST_INTERVAL_MS = 20;
    private static final long LONGEST_INTERVAL_MS = 1000;
    private static final int LONGEST_QUERY = 200;

    /** Where the wait ends between its two looks at the locks, it gives no row: what was seen before says more. */
    private static final String BLOCKERS = """
            select b.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''), coalesce(a.state, ''),
                extract(epoch from clock_timestamp() - a.xact_start),
                coalesce(l.mode, ''), coalesce(l.relation::regclass::text, w.relation::regclass::text, w.locktype, ''),
                coalesce(a.query, '')
            from unnest(pg_blocking_pids(?)) b (pid)
                join pg_stat_activity a on a.pid = b.pid
                join pg_locks w on w.pid = ? and not w.granted
                left join pg_locks l on l.pid = b.pid and l.locktype = w.locktype
                    and (l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid, l.classid, l.objid, l.objsubid)
                        is not distinct from
                        (w.database, w.relation, w.page, w.tuple, w.virtualxid, w.transactionid, w.classid, w.objid, w.objsubid)
            order by 1""";

    private final ConnectionOpener opener;
    private final int watched;
    private final long interval;
    private final ScheduledThreadPoolExecutor watcher = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "migrator-lock-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> looking;

    private Optional<Connection> connection = Optional.empty();
    private volatile List<Blocker> seen = List.of();
    private volatile long since = System.nanoTime();
    private boolean useless;

    /**
     * Watches a session.
     *
     * @param opener opens the second connection
     * @param session the session
     * @throws SQLException where the session does not say who it is
     */
    public LockWatch(ConnectionOpener opener, Session session) throws SQLException {
        this.opener = opener;
        this.watched = session.backend();
        long timeout = session.settings().timeouts().lock().toMillis();
        this.interval = Math.max(
                SHORTEST_INTERVAL_MS, Math.min(LONGEST_INTERVAL_MS, timeout == 0 ? LONGEST_INTERVAL_MS : timeout / 4));
        this.looking = watcher.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Forgets what was seen: another try begins. */
    void forget() {
        seen = List.of();
        since = System.nanoTime();
    }

    /** Gives who was in the way when it was last looked and somebody was. */
    List<Blocker> seen() {
        return seen;
    }

    private void look() {
        if (useless || System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(interval)) {
            return;
        }
        try {
            if (connection.isEmpty()) {
                open();
            }
            if (connection.isPresent()) {
                List<Blocker> now = blockers(connection.get());
                seen = now.isEmpty() ? seen : now;
            }
        } catch (SQLException | RuntimeException e) {
            useless = true;
            LOGGER.log(System.Logger.Level.DEBUG, "nobody sees whom the run waits for", e);
        }
    }

    /** A data source may hand out the same connection to everybody; then it must not be used, nor given back. */
    private void open() throws SQLException {
        Connection second = opener.open();
        if (second.unwrap(PGConnection.class).getBackendPID() == watched) {
            useless = true;
        } else if (watcher.isShutdown()) {
            second.close();
        } else {
            connection = Optional.of(second);
        }
    }

    private List<Blocker> blockers(Connection second) throws SQLException {
        try (PreparedStatement statement = second.prepareStatement(BLOCKERS)) {
            statement.setInt(1, watched);
            statement.setInt(2, watched);
            List<Blocker> blockers = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    blockers.add(blocker(result));
                }
            }
            return blockers;
        }
    }

    private static Blocker blocker(ResultSet row) throws SQLException {
        double age = row.getDouble(5);
        Optional<Duration> transactionAge =
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis((long) (age * 1000)));
        return new Blocker(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                transactionAge,
                row.getString(6),
                row.getString(7),
                shortened(row.getString(8)));
    }

    private static String shortened(String query) {
        String harmless = Redaction.of(query).statement().strip().replaceAll("\\s+", " ");
        return harmless.length() <= LONGEST_QUERY ? harmless : harmless.substring(0, LONGEST_QUERY) + " …";
    }

    @Override
    public void close() {
        looking.cancel(true);
        watcher.shutdownNow();
        try {
            // A query of ours takes no time worth mentioning; a connection in use must not be closed under it.
            if (watcher.awaitTermination(1, TimeUnit.SECONDS) && connection.isPresent()) {
                connection.get().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the second connection did not close", e);
        }
    }
}
