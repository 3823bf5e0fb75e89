// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.plan.Operation;
import dev.migrator.plan.Step;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads and writes the ledger. Every write says how many rows it must touch, and none of them commits: the row of a step
 * and the step are one transaction. Immutable and thread-safe; a connection is used by one caller at a time.
 */
public final class Ledger {

    /** The newest layout of the tables that this version knows. */
    static final int LAYOUT = 1;

    private final LedgerName name;

    /**
     * Addresses the ledger by its name.
     *
     * @param name where it is expected and what its tables are called
     */
    public Ledger(LedgerName name) {
        this.name = name;
    }

    /**
     * Reads what is applied, or why the ledger cannot be used. Needs auto-commit, and writes nothing.
     *
     * @param connection where to read
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Checked<LedgerState, LedgerIssue> read(Connection connection) throws SQLException {
        return new LedgerReader(name).read(connection);
    }

    /**
     * Reads a part of the history, the newest first.
     *
     * @param connection where to read
     * @param home the schema of the ledger
     * @param filter which part; its revision as it is written there
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Checked<List<HistoryEntry>, LedgerIssue> history(Connection connection, String home, HistoryFilter filter)
            throws SQLException {
        return new HistoryReader(name.in(home)).entries(connection, filter);
    }

    /**
     * Reads the last thing that happened to each revision, where that failed.
     *
     * @param connection where to read
     * @param home the schema of the ledger
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Checked<List<HistoryEntry>, LedgerIssue> failures(Connection connection, String home) throws SQLException {
        return new HistoryReader(name.in(home)).failures(connection);
    }

    /**
     * Tells what is wrong with tables that are about to be written, before anything depends on it. Writes nothing.
     *
     * @param connection where they would be written
     * @param home the schema of the ledger
     * @throws SQLException where the database does not answer, or does not permit to write
     */
    public Optional<LedgerIssue> unwritable(Connection connection, String home) throws SQLException {
        LedgerName.Tables tables = name.in(home);
        try (Statement statement = connection.createStatement()) {
            statement.execute(Layout.rehearsal(tables));
            return Optional.empty();
        } catch (SQLException e) {
            if (LedgerReader.NOT_AS_MADE.contains(String.valueOf(e.getSQLState()))) {
                return Optional.of(LedgerIssue.damaged(
                        tables.applied() + " or " + tables.history(), String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /**
     * Creates the ledger, and its schema where that was configured and is missing. The caller holds the run lock and
     * commits.
     *
     * @param connection where to write
     * @param home the schema
     * @param actor who creates it
     * @throws SQLException where the database does not permit it
     */
    public void create(Connection connection, String home, Actor actor) throws SQLException {
        LedgerName.Tables tables = name.in(home);
        try (Statement statement = connection.createStatement()) {
            if (name.schema().isPresent()) {
                statement.execute("create schema if not exists " + tables.schema());
            }
            statement.execute(Layout.sql(tables));
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + tables.ledger() + " (layout, tool_version) values (?, ?)")) {
            insert.setInt(1, LAYOUT);
            insert.setString(2, actor.toolVersion());
            exactlyOne(insert.executeUpdate(), tables.ledger(), "the row of the layout");
        }
    }

    /** Opens the ledger of a run, once it is known where it is. */
    public Writer writer(Connection connection, String home, Actor actor) {
        return new Writer(connection, name.in(home), actor);
    }

    private static void exactlyOne(long rows, String table, String what) throws SQLException {
        if (rows != 1) {
            throw new SQLException("the ledger is not as expected: " + what + " touched " + rows + " rows of " + table
                    + " where it must touch 1; somebody else has written there");
        }
    }

    /** Writes for one run on one connection. Not thread-safe. */
    public static final class Writer {

        private final Connection connection;
        private final LedgerName.Tables tables;
        private final Actor actor;

        private Writer(Connection connection, LedgerName.Tables tables, Actor actor) {
            this.connection = connection;
            this.tables = tables;
            this.actor = actor;
        }

        /**
         * Writes what a step comes to: its row and its entry in the history.
         *
         * @param step the step
         * @param entry what to put into the history
         * @param prints what to keep of the code
         * @throws SQLException where a row is not as expected
         */
        public void record(Step step, Entry entry, Prints prints) throws SQLException {
            if (step instanceof Step.Upgrade up) {
                put(up.revision(), up.dependencies(), AppliedRevision.State.APPLIED, prints);
            } else if (step instanceof Step.Mark mark) {
                put(mark.revision(), mark.dependencies(), AppliedRevision.State.APPLIED, prints);
            } else if (step instanceof Step.Accept accept) {
                accept(accept, prints);
            } else {
                remove(step.id());
            }
            append(entry);
        }

        /**
         * Marks a revision as begun outside a transaction: whoever finds it so afterwards knows that it was interrupted.
         *
         * @param step the step that begins
         * @param operation what begins
         * @throws SQLException where a row is not as expected
         */
        public void begin(Step step, Operation operation) throws SQLException {
            if (step instanceof Step.Upgrade up) {
                put(up.revision(), up.dependencies(), AppliedRevision.State.INTERRUPTED, Prints.NONE);
            } else {
                interrupt(step.id());
            }
            append(Entry.of(step.id(), operation, Entry.Outcome.STARTED));
        }

        /**
         * Adds to the history.
         *
         * @param entry what happened
         * @throws SQLException where the row is not written
         */
        public void append(Entry entry) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("insert into " + tables.history()
                    + " (run_id, kind, revision, operation, outcome, milliseconds, statements, os_user, host,"
                    + " tool_version, application_version, error, note)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''))")) {
                insert.setObject(1, actor.runId());
                insert.setString(2, entry.kind());
                insert.setString(3, entry.subject());
                insert.setString(4, entry.operation().label());
                insert.setString(5, entry.outcome().name().toLowerCase(Locale.ROOT));
                insert.setLong(6, entry.milliseconds());
                insert.setInt(7, entry.statements());
                insert.setString(8, actor.osUser());
                insert.setString(9, actor.host());
                insert.setString(10, actor.toolVersion());
                insert.setString(11, actor.applicationVersion());
                insert.setString(12, entry.error());
                insert.setString(13, entry.note());
                exactlyOne(insert.executeUpdate(), tables.history(), "the entry of " + entry.subject());
            }
        }

        /** A row that is there already is only overwritten where it says interrupted. */
        private void put(
                RevisionDescriptor revision, List<RevisionId> dependencies, AppliedRevision.State state, Prints prints)
                throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("insert into " + tables.applied()
                    + " as row (kind, revision, state, down_revisions, depends_on, message, run_id,"
                    + " fingerprint, sql_fingerprint) values ('revision', ?, ?, ?, ?, ?, ?, ?, ?) on conflict (kind, revision) do update set"
                    + " state = excluded.state, down_revisions = excluded.down_revisions,"
                    + " depends_on = excluded.depends_on, message = excluded.message, run_id = excluded.run_id,"
                    + " fingerprint = excluded.fingerprint, sql_fingerprint = excluded.sql_fingerprint,"
                    + " applied_at = excluded.applied_at, applied_by = excluded.applied_by"
                    + " where row.state = 'interrupted'")) {
                insert.setString(1, revision.id().value());
                insert.setString(2, AppliedRows.stored(state));
                insert.setArray(3, array(revision.downRevisions()));
                insert.setArray(4, array(dependencies));
                insert.setString(5, revision.message());
                insert.setObject(6, actor.runId());
                insert.setString(7, prints.code().map(Fingerprint::text).orElse(null));
                insert.setString(8, prints.sql().orElse(null));
                exactlyOne(insert.executeUpdate(), tables.applied(), "recording revision " + revision.id());
            }
        }

        private void accept(Step.Accept step, Prints prints) throws SQLException {
            try (PreparedStatement update = connection.prepareStatement("update " + tables.applied()
                    + " set down_revisions = ?, depends_on = ?, message = ?, run_id = ?, fingerprint = ?,"
                    + " sql_fingerprint = ? where kind = 'revision' and revision = ? and state = 'applied'")) {
                update.setArray(1, array(step.revision().downRevisions()));
                update.setArray(2, array(step.dependencies()));
                update.setString(3, step.message());
                update.setObject(4, actor.runId());
                update.setString(5, prints.code().map(Fingerprint::text).orElse(null));
                update.setString(6, prints.sql().orElse(null));
                update.setString(7, step.id().value());
                exactlyOne(update.executeUpdate(), tables.applied(), "accepting revision " + step.id());
            }
        }

        private void interrupt(RevisionId id) throws SQLException {
            try (PreparedStatement update = connection.prepareStatement("update " + tables.applied()
                    + " set state = 'interrupted', run_id = ? where kind = 'revision' and revision = ?")) {
                update.setObject(1, actor.runId());
                update.setString(2, id.value());
                exactlyOne(update.executeUpdate(), tables.applied(), "marking revision " + id);
            }
        }

        private void remove(RevisionId id) throws SQLException {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from " + tables.applied() + " where kind = 'revision' and revision = ?")) {
                delete.setString(1, id.value());
                exactlyOne(delete.executeUpdate(), tables.applied(), "removing revision " + id);
            }
        }

        private Array array(List<RevisionId> ids) throws SQLException {
            return connection.createArrayOf(
                    "text", ids.stream().map(RevisionId::value).toArray());
        }
    }
}
