// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.CleanFailure;
import dev.migrator.outcome.SqlError;
import dev.migrator.plan.CleanPlan;
import dev.migrator.plan.Removal;
import dev.migrator.sql.Redaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Empties schemas on a session that holds the run lock. Not thread-safe. */
public final class Cleaner {

    private static final String CONNECTION_EXCEPTION = "08";

    private static final String LEFT =
            "something is in the schemas that was not shown: it was made while they were being emptied";

    private final Session session;
    private final Connection connection;
    private final RunLock lock;
    private final LockWatch watch;
    private final Cancellation cancellation;
    private String statement = "";
    private boolean committing;

    /**
     * Takes what is worked with.
     *
     * @param session the session that holds the run lock
     * @param lock the run lock
     * @param watch sees who is in the way
     * @param cancellation ends it
     */
    public Cleaner(Session session, RunLock lock, LockWatch watch, Cancellation cancellation) {
        this.session = session;
        this.connection = session.connection();
        this.lock = lock;
        this.watch = watch;
        this.cancellation = cancellation;
    }

    /** Looks at the database from within the transaction that drops. */
    public interface Looking {

        /**
         * Tells why the rest must not go, now that it is locked.
         *
         * @throws SQLException where that cannot be done
         */
        Optional<String> objection() throws SQLException;

        /**
         * Tells whether something is there.
         *
         * @throws SQLException where that cannot be done
         */
        boolean isLeft() throws SQLException;
    }

    /**
     * Drops what a plan says, in as many transactions as it says.
     *
     * @param plan the plan
     * @param looking asked what has come since: in each before it drops, in the last before it is committed
     * @return what went wrong, where something did
     */
    public Optional<CleanFailure> drop(CleanPlan plan, Looking looking) {
        List<List<Removal>> parts = plan.parts();
        for (int done = 0; done < parts.size(); done++) {
            try {
                transact(parts.get(done), done == parts.size() - 1, looking);
            } catch (SQLException | CancellationException e) {
                return Optional.of(failure(e, done, parts.size()));
            }
        }
        return Optional.empty();
    }

    private void transact(List<Removal> part, boolean last, Looking looking) throws SQLException {
        statement = "";
        cancellation.check();
        session.reset();
        lock.insistOnHolding();
        connection.setAutoCommit(false);
        execute("set local lock_timeout = "
                + session.settings().timeouts().lock().toMillis());
        try (Cancellation.Body running = cancellation.begin(connection)) {
            drop(part, last, looking);
        }
        cancellation.check();
        committing = true;
        connection.commit();
        committing = false;
        connection.setAutoCommit(true);
    }

    /** What depends on a table is seen when nobody can add to it any more; of the rest, PostgreSQL sees it. */
    private void drop(List<Removal> part, boolean last, Looking looking) throws SQLException {
        for (Removal removal : part) {
            if (removal.lock().isPresent()) {
                send(removal.lock().get());
            }
        }
        statement = "";
        Optional<String> objection = looking.objection();
        if (objection.isPresent()) {
            throw new SQLException(objection.get());
        }
        for (Removal removal : part) {
            send(removal.sql());
        }
        statement = "";
        if (last && looking.isLeft()) {
            throw new SQLException(LEFT);
        }
    }

    private void send(String sql) throws SQLException {
        cancellation.check();
        statement = sql;
        execute(sql);
    }

    private void execute(String sql) throws SQLException {
        try (Statement sent = connection.createStatement()) {
            sent.execute(sql);
        }
    }

    private CleanFailure failure(Exception thrown, int done, int parts) {
        Throwable cause = cancellation.explained(thrown);
        session.abandon(cause);
        boolean lost = thrown instanceof SQLException failed
                && String.valueOf(failed.getSQLState()).startsWith(CONNECTION_EXCEPTION);
        Optional<SqlError> sql = Failures.sqlError(cause, Redaction.of(statement));
        return new CleanFailure(
                statement,
                cause,
                sql,
                sql.filter(Retries::mayHaveWaited).isPresent() ? watch.seen() : List.of(),
                committing && lost,
                done,
                parts);
    }
}
