// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.plan.Step;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Whether the locks of a plan that is one transaction fit into the server's table of them. What the plan sends is found out
 * without a database, and counts for the least that it can come to, so that nothing is refused that would run.
 */
public final class LockRoom {

    /** As the manual of PostgreSQL has it; measured on 17, it is exact to two in a hundred. */
    private static final String ROOM = "select current_setting('max_locks_per_transaction')::bigint,"
            + " current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint";

    private final RunRules rules;
    private final Cancellation cancellation;

    /**
     * Takes what the migrations may ask for.
     *
     * @param rules how the plan is run
     * @param cancellation ends the looking
     */
    public LockRoom(RunRules rules, Cancellation cancellation) {
        this.rules = rules;
        this.cancellation = cancellation;
    }

    /**
     * Tells what is wrong with running steps in one transaction here, where something is.
     *
     * @param steps the steps
     * @param loaded what they run
     * @param connection where it would run
     * @throws SQLException where the server does not say how much room there is
     */
    public Optional<Problem> lacking(List<Step> steps, LoadedPlan loaded, Connection connection) throws SQLException {
        LockCount count = new LockCount();
        Rendering.Conditions conditions =
                new Rendering.Conditions(rules.parameters(), Senders.UNASKED, Rendering.Limits.ASKED_FOR, cancellation);
        for (Step step : steps.stream()
                .filter(each -> MigrationLoader.runs(each).isPresent())
                .toList()) {
            new Rendering(() -> loaded.anotherBody(step), step.isTransactional(), conditions).send(step.isUp(), count);
        }
        Room room = room(connection);
        List<RevisionId> all = steps.stream().map(Step::id).toList();
        return count.locks() > room.locks()
                ? Optional.of(new TooManyLocks(count.locks(), room.locks(), room.each(), all))
                : Optional.empty();
    }

    /**
     * Tells how many locks the server has room for, all sessions together.
     *
     * @param connection where to ask
     * @throws SQLException where it does not say
     */
    public static long of(Connection connection) throws SQLException {
        return room(connection).locks();
    }

    private static Room room(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ROOM)) {
            result.next();
            return new Room(result.getLong(1) * result.getLong(2), result.getLong(1));
        }
    }

    private record Room(long locks, long each) {}

    /**
     * The plan needs more locks than there can be.
     *
     * @param needed how many it needs at least
     * @param room how many there can be
     * @param each the setting that says so
     * @param revisions the revisions of the plan
     */
    private record TooManyLocks(int needed, long room, long each, List<RevisionId> revisions) implements Problem {
        @Override
        public String kind() {
            return "too_many_locks";
        }

        @Override
        public String message() {
            return "in one transaction these " + revisions.size() + " steps hold at least " + needed
                    + " locks until the end, and the server has room for " + room + " (max_locks_per_transaction = "
                    + each
                    + "); raise max_locks_per_transaction and restart the server, or run them in parts, as every run does"
                    + " without --single-transaction";
        }
    }
}
