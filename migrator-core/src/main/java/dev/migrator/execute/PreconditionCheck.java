// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.PreconditionException;
import dev.migrator.outcome.SqlError;
import dev.migrator.plan.Step;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.Precondition.Otherwise;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.sql.Redaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks what must hold before a step, on its own connection: in a part of its transaction, or one before it where it has none,
 * that can only read and leaves nothing. Not thread-safe.
 */
final class PreconditionCheck {

    private static final String PART = "migrator_precondition";

    /** What comes before a query, and after it, so that it can only read and leaves nothing. */
    enum Part {
        /** In a transaction that is open and goes on. */
        WITHIN(
                "savepoint " + PART + "; set transaction read only",
                "rollback to savepoint " + PART + "; release savepoint " + PART),
        /** Where there is none. */
        ALONE("begin; set transaction read only", "rollback");

        private final String before;
        private final String after;

        Part(String before, String after) {
            this.before = before;
            this.after = after;
        }

        String before() {
            return before;
        }

        String after() {
            return after;
        }
    }

    private final Session session;
    private final Connection connection;
    private final RunLock lock;
    private final Cancellation cancellation;

    PreconditionCheck(Session session, RunLock lock, Cancellation cancellation) {
        this.session = session;
        this.connection = session.connection();
        this.lock = lock;
        this.cancellation = cancellation;
    }

    /** What a step asks; nothing on the way down, which leads to where its revision was applied once. */
    static List<Precondition> of(Step step) {
        return step instanceof Step.Upgrade up ? up.revision().preconditions() : List.of();
    }

    /**
     * Asks one after the other, up to the first that decides.
     *
     * @return those that do not hold and do not end the step; the last of them has it skipped, if any does
     * @throws PreconditionException where one ends the step, or cannot be evaluated
     */
    List<Precondition> unmet(StepClock clock) throws Exception {
        List<Precondition> unmet = new ArrayList<>();
        for (Precondition condition : of(clock.step())) {
            if (holds(condition, clock)) {
                continue;
            }
            if (condition.otherwise() == Otherwise.HALT) {
                blame(condition, clock);
                throw PreconditionException.unmet(shown(condition));
            }
            unmet.add(condition);
            if (condition.otherwise() == Otherwise.SKIP) {
                break;
            }
        }
        return unmet;
    }

    private boolean holds(Precondition condition, StepClock clock) throws Exception {
        Part part = connection.getAutoCommit() ? Part.ALONE : Part.WITHIN;
        send(part.before());
        Answer answer;
        try (Cancellation.Body running = cancellation.begin(connection)) {
            answer = ask(running.connection(), condition.query());
        } catch (SQLException e) {
            blame(condition, clock);
            String said = Failures.sqlError(e, Redaction.of(condition.query()))
                    .map(SqlError::message)
                    .orElseGet(() -> String.valueOf(e.getMessage()));
            throw PreconditionException.unknown(shown(condition), "failed with: " + said, e);
        }
        cancellation.check();
        insistOnHolding(session.ask(part.after() + "; " + lock.question()), condition, clock);
        if (answer.holds().isEmpty()) {
            blame(condition, clock);
            throw PreconditionException.unknown(shown(condition), answer.gave(), null);
        }
        return answer.holds().get();
    }

    /** A lock of the session is what no part of a transaction gives back. */
    private static void insistOnHolding(String held, Precondition condition, StepClock clock) throws SQLException {
        try {
            RunLock.insist(held);
        } catch (SQLException e) {
            blame(condition, clock);
            throw e;
        }
    }

    /** The same without what is nobody's to read. */
    static Precondition shown(Precondition condition) {
        return new Precondition(
                condition.form(),
                Redaction.of(condition.subject()).statement(),
                Redaction.of("").text(condition.message()),
                condition.otherwise(),
                condition.line());
    }

    private static void blame(Precondition condition, StepClock clock) {
        RevisionDescriptor revision = ((Step.Upgrade) clock.step()).revision();
        clock.statements()
                .failed(
                        condition.query(),
                        (condition.line() == 0
                                        ? revision.place()
                                        : revision.place().at(condition.line()))
                                .inItsFolder()
                                .toString());
    }

    /**
     * What came of a query.
     *
     * @param holds whether it holds, where that is known
     * @param gave what it gave otherwise
     */
    private record Answer(Optional<Boolean> holds, String gave) {

        static Answer none(String gave) {
            return new Answer(Optional.empty(), gave);
        }
    }

    private static Answer ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(2);
            try (ResultSet rows = statement.executeQuery(query)) {
                int columns = rows.getMetaData().getColumnCount();
                String type = columns == 1 ? rows.getMetaData().getColumnTypeName(1) : "";
                if (!type.equals("bool")) {
                    return Answer.none(
                            columns == 1 ? "gave a column of the type " + type : "gave " + columns + " columns");
                }
                if (!rows.next()) {
                    return Answer.none("gave no row");
                }
                boolean holds = rows.getBoolean(1);
                if (rows.wasNull()) {
                    return Answer.none("gave null");
                }
                return rows.next() ? Answer.none("gave several rows") : new Answer(Optional.of(holds), "");
            }
        }
    }

    private void send(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
