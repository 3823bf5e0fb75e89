// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Around;
import dev.migrator.ledger.ScriptText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The transaction of one step. A COMMIT or ROLLBACK that slips through as SQL puts another transaction, or none, in its
 * place: it is known by a savepoint of ours, which goes with it, and which can be asked for in one that PostgreSQL has
 * aborted, too.
 */
final class StepTransaction {

    private static final String SAVEPOINT = "migrator_step";
    private static final String NO_SUCH_SAVEPOINT = "3B001";
    private static final String ABORTED = "25P02";

    private final Connection connection;
    private final String role;

    private StepTransaction(Session session) {
        this.connection = session.connection();
        this.role = session.settings().role().map(ScriptText::name).orElse("none");
    }

    /**
     * Begins it, or a part in one that is open, in one round trip: what an earlier step did to the session is undone, the
     * waiting for locks bounded, and the run lock looked for.
     *
     * @throws SQLException where that fails or the lock is gone; a transaction may be open then
     */
    static StepTransaction begin(Session session, RunLock lock) throws SQLException {
        Connection connection = session.connection();
        // A transaction takes its isolation from the session as that is when it begins, so that the reset has its own.
        String opening =
                connection.getAutoCommit() ? "begin; " + session.resetting() + "; commit; begin" : session.resetting();
        String held = session.ask(opening + "; set local lock_timeout = '"
                + session.settings().timeouts().lock().toMillis() + "ms'; savepoint " + SAVEPOINT + "; "
                + lock.question());
        connection.setAutoCommit(false);
        RunLock.insist(held);
        return new StepTransaction(session);
    }

    /**
     * What goes around the record of the step, written by the user and role that may write the ledger, whatever the migration
     * has set. Only where the transaction is still the one that was begun it goes on.
     *
     * @param after what follows it, or nothing
     */
    Around around(String after) {
        return new Around(
                "reset session authorization; set role " + role,
                "release savepoint " + SAVEPOINT + (after.isEmpty() ? "" : "; " + after));
    }

    /**
     * Goes on as the user and role that may write the ledger, in the transaction that was begun.
     *
     * @throws TransactionEscapedException where it is no longer there
     * @throws SQLException where that fails for another reason
     */
    void insistOnBeingThere() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Around around = around("savepoint " + SAVEPOINT);
            statement.execute(around.before() + "; " + around.after());
        } catch (SQLException e) {
            if (isLost(e)) {
                throw new TransactionEscapedException();
            }
            throw e;
        }
    }

    /**
     * Tells whether the record could not be written because the transaction that was begun is no longer there. In one that
     * was aborted meanwhile, by a failure that the migration swallowed, it is asked for.
     */
    boolean isLost(SQLException why) {
        return NO_SUCH_SAVEPOINT.equals(why.getSQLState()) || (ABORTED.equals(why.getSQLState()) && hasEscaped());
    }

    /** Tells, after a failure, whether the transaction that was begun is no longer there to be rolled back. */
    boolean hasEscaped() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + SAVEPOINT);
            return false;
        } catch (SQLException e) {
            return NO_SUCH_SAVEPOINT.equals(e.getSQLState());
        }
    }
}
