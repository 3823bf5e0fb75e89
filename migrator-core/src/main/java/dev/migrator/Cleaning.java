// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.catalog.SchemaContents;
import dev.migrator.execute.Cleaner;
import dev.migrator.execute.LockRoom;
import dev.migrator.execute.LockWatch;
import dev.migrator.execute.RunLock;
import dev.migrator.execute.Session;
import dev.migrator.ledger.LedgerState;
import dev.migrator.outcome.CleanReport;
import dev.migrator.plan.CleanPlan;
import dev.migrator.plan.CleanRefusal;
import dev.migrator.revision.Checked;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One cleaning of one database, from the connection to the report. */
final class Cleaning {

    private static final String NOTHING = "Nothing was changed";

    private final Sessions sessions;
    private final long start = System.nanoTime();

    Cleaning(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What would go. */
    CleanPlan plan() {
        return sessions.on(NOTHING, session -> {
            SchemaContents contents = contents(locate(session));
            return inTransaction(session, (connection, room) -> contents.read(connection, room));
        });
    }

    /** Lets it go. */
    CleanReport clean(Optional<CleanPlan> shown) {
        return sessions.on(NOTHING, session -> {
            LedgerState state = locate(session);
            CleanPlan before = now(session, state);
            if (before.isEmpty()) {
                return report(before);
            }
            String home = Sessions.writableHome(state);
            try (RunLock lock = new RunLock(session, sessions.ledger().lockName(home))) {
                sessions.acquire(lock, sessions.toldListeners());
                LedgerState locked = locate(session);
                CleanPlan now = now(session, locked);
                if (now.isEmpty()) {
                    return report(now);
                }
                if (shown.isPresent() && !shown.get().dropsTheSameAs(now)) {
                    throw new RefusedException(List.of(new CleanRefusal.Stale(now.database())));
                }
                drop(session, lock, now, contents(locked));
                // Who was shown how many rows there are is told the same of what went.
                return report(shown.orElse(now));
            }
        });
    }

    private void drop(Session session, RunLock lock, CleanPlan plan, SchemaContents contents) throws SQLException {
        try (LockWatch watch = sessions.watch(session)) {
            new Cleaner(session, lock, watch, sessions.cancellation())
                    .drop(plan, looking(session.connection(), contents))
                    .ifPresent(failure -> {
                        throw new CleanFailedException(failure);
                    });
        }
    }

    private static Cleaner.Looking looking(Connection connection, SchemaContents contents) {
        return new Cleaner.Looking() {
            @Override
            public Optional<String> objection() throws SQLException {
                return contents.needed(connection).map(CleanRefusal::message);
            }

            @Override
            public boolean isLeft() throws SQLException {
                return contents.areLeft(connection);
            }
        };
    }

    private CleanPlan now(Session session, LedgerState state) throws SQLException {
        SchemaContents contents = contents(state);
        return inTransaction(session, (connection, room) -> contents.readAgain(connection, room));
    }

    /** A ledger that is damaged is no reason to keep it. */
    private LedgerState locate(Session session) throws SQLException {
        return Migrator.sound(sessions.ledger().locate(session.connection()));
    }

    private SchemaContents contents(LedgerState state) {
        return new SchemaContents(
                sessions.schemas(),
                state.home().filter(home -> state.exists()),
                sessions.ledger().relations());
    }

    private static CleanPlan inTransaction(Session session, Reading reading) throws SQLException {
        AtomicReference<Checked<CleanPlan, CleanRefusal>> read = new AtomicReference<>();
        session.transaction(() -> read.set(reading.read(session.connection(), LockRoom.of(session.connection()))));
        return Migrator.sound(Optional.ofNullable(read.get()).orElseThrow());
    }

    private CleanReport report(CleanPlan plan) {
        return new CleanReport(plan, Duration.ofNanos(System.nanoTime() - start));
    }

    @FunctionalInterface
    private interface Reading {
        Checked<CleanPlan, CleanRefusal> read(Connection connection, long room) throws SQLException;
    }
}
