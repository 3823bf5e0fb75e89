// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.KeptStatement;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /** Gives the names of its tables and its view, without their schema. */
    public List<String> relations() {
        return name.relations();
    }

    /**
     * Finds the ledger, or why it cannot be known where it is; that its tables are damaged is no reason here, and then no
     * rows are read. Needs auto-commit, and writes nothing.
     *
     * @param connection where to look
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Checked<LedgerState, LedgerIssue> locate(Connection connection) throws SQLException {
        return new LedgerReader(name).locate(connection);
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
     * Reads the statements that are kept of a part of the history, in the order in which they were sent; none where none were
     * ever kept.
     *
     * @param connection where to read
     * @param home the schema of the ledger
     * @param filter which part; its revision as it is written there
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Checked<List<KeptStatement>, LedgerIssue> statements(
            Connection connection, String home, HistoryFilter filter) throws SQLException {
        return new StatementTable(name.in(home)).kept(connection, filter);
    }

    /**
     * Sees that statements can be kept: makes their table where there is none. The caller holds the run lock; needs
     * auto-commit.
     *
     * @param connection where to write
     * @param home the schema of the ledger
     * @return what is wrong with a table that is there
     * @throws SQLException where the database does not permit it
     */
    public Optional<LedgerIssue> prepareStatements(Connection connection, String home) throws SQLException {
        return new StatementTable(name.in(home)).prepare(connection);
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
     * Reads the ways back that are kept of revisions.
     *
     * @param connection where to read
     * @param home the schema of the ledger
     * @param revisions of which
     * @return those that are kept
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Checked<List<StoredDowngrade>, LedgerIssue> downgrades(
            Connection connection, String home, Collection<RevisionId> revisions) throws SQLException {
        return new LedgerReader(name).downgrades(connection, home, revisions);
    }

    /**
     * Reads all that the database had when tags were set.
     *
     * @param connection where to read
     * @param home the schema of the ledger
     * @param tags which tags
     * @throws SQLException where the database does not answer, or does not permit it
     */
    public Checked<Map<RevisionId, List<RevisionId>>, LedgerIssue> tagged(
            Connection connection, String home, Collection<RevisionId> tags) throws SQLException {
        return new LedgerReader(name).tagged(connection, home, tags);
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
        writer(connection, home, actor).layout(LAYOUT);
    }

    /** Opens the ledger of a run, once it is known where it is; closed before its connection is given back. */
    public LedgerWriter writer(Connection connection, String home, Actor actor) {
        return new LedgerWriter(new JdbcSink(connection, actor.runId()), name.in(home), actor);
    }

    /**
     * Opens the ledger for a script, which is run by somebody else.
     *
     * @param script what is written to
     * @param home the schema of the ledger
     * @param actor who is recorded; the run gets its id when the script is run
     */
    public LedgerWriter writer(ScriptText script, String home, Actor actor) {
        return new LedgerWriter(script, name.in(home), actor);
    }

    /**
     * Gives a condition on {@code pg_class c} and {@code pg_namespace n} that holds for what a ledger consists of.
     *
     * @param home its schema
     */
    public String isOwn(String home) {
        String prefix = ScriptText.literal(name.prefix());
        return "n.nspname = " + ScriptText.literal(home) + " and starts_with(c.relname, " + prefix
                + ") and substr(c.relname, length(" + prefix + ") + 1)"
                + " ~ '^(ledger|applied|history|heads|statements)(_|$)'";
    }

    /** What the run lock of a ledger is named after. */
    public String lockName(String home) {
        return home + "." + name.prefix();
    }

    /**
     * Writes the statements that make a ledger where there is none.
     *
     * @param script what is written to
     * @param home the schema
     * @param actor who is recorded
     */
    public void create(ScriptText script, String home, Actor actor) {
        LedgerName.Tables tables = name.in(home);
        if (name.schema().isPresent()) {
            script.statement("create schema if not exists " + tables.schema());
        }
        script.statement(Layout.sqlWhereMissing(tables).strip().replaceFirst(";$", ""));
        script.statement("insert into " + tables.ledger() + " (layout, tool_version) values (" + LAYOUT + ", "
                + ScriptText.literal(actor.toolVersion()) + ") on conflict do nothing");
    }

    /**
     * Writes the statements that stop a script where the ledger is elsewhere than somebody who named no schema takes it to be.
     *
     * @param script what is written to
     * @param home the schema of the ledger
     */
    public void insistOnHome(ScriptText script, String home) {
        if (name.schema().isPresent()) {
            return;
        }
        LedgerName.Tables tables = name.in(home);
        script.insist(
                "to_regclass(" + ScriptText.literal(tables.ledger()) + ") is not null or not exists (select 1 from"
                        + " pg_class where relname = " + ScriptText.literal(name.ledger())
                        + " and relkind in ('r', 'p') and relpersistence <> 't')",
                "the ledger is in another schema than " + home + "; name it with the setting history-schema");
    }

    /**
     * Writes the statement that stops a script where there is no ledger.
     *
     * @param script what is written to
     * @param home the schema of the ledger
     */
    public void insistOnPresence(ScriptText script, String home) {
        script.insist(
                "to_regclass(" + ScriptText.literal(name.in(home).ledger()) + ") is not null",
                "there is no ledger in the schema " + home + "; this script is for a database that has one");
    }

    /**
     * Writes the statement that stops a script in a database that has something else than it is made for.
     *
     * @param script what is written to
     * @param home the schema of the ledger
     * @param tips the tips of what the database must have
     */
    public void insistOn(ScriptText script, String home, List<RevisionId> tips) {
        String expected =
                ScriptText.array(tips.stream().map(RevisionId::value).sorted().toList());
        script.insist(
                "(select layout from " + name.in(home).ledger() + ") = " + LAYOUT,
                "the ledger has another layout than the version of the tool that wrote this script");
        script.insist(
                "not exists (select 1 from " + name.in(home).applied()
                        + " where kind = 'revision' and state = 'interrupted') and (select coalesce(array_agg(revision order by"
                        + " revision collate \"C\"), '{}') from "
                        + name.in(home).heads() + ") = " + expected,
                "this script is for a database at " + ScriptText.tips(tips));
    }

    /**
     * Gives what writes into a script of repeatables and seeds.
     *
     * @param script what is written to
     * @param home the schema of the ledger
     * @param actor who writes the script
     * @param plan what the script does
     */
    public ScriptUnits units(ScriptText script, String home, Actor actor, Plan plan) {
        return new ScriptUnits(script, name.in(home), actor, plan);
    }

    /**
     * Writes the statement that stops a script where a tag has come or gone since the script was written.
     *
     * @param script what is written to
     * @param home the schema of the ledger
     * @param tag its name
     * @param there whether it must be there
     */
    public void insistOnTag(ScriptText script, String home, RevisionId tag, boolean there) {
        script.insist(
                (there ? "" : "not ") + "exists (select 1 from "
                        + name.in(home).applied() + " where kind = 'tag' and revision = "
                        + ScriptText.literal(tag.value()) + ")",
                "tag " + tag + (there ? " is not there" : " is there already"));
    }

    /**
     * Writes the statement that stops a script where a step before was not done.
     *
     * @param script what is written to
     * @param home the schema of the ledger
     * @param step the step that must have been done
     */
    public void insistOn(ScriptText script, String home, Step step) {
        script.insist(
                (step.isUp() ? "" : "not ") + "exists (select 1 from "
                        + name.in(home).applied()
                        + " where kind = " + ScriptText.literal(step.kind().label()) + " and revision = "
                        + ScriptText.literal(step.id().value())
                        + (step.isUp() ? " and state = 'applied'" : "") + ")",
                "the step of " + step.kind().label() + " " + step.id() + " was not done");
    }

    /**
     * Gives a query that is true where the body of an applied revision was run, and not skipped.
     *
     * @param home the schema of the ledger
     * @param step a step of the revision
     */
    public String wasRun(String home, Step step) {
        return "select coalesce((select sql_fingerprint is distinct from " + ScriptText.literal(AppliedRevision.SKIPPED)
                + " from " + name.in(home).applied() + " where kind = "
                + ScriptText.literal(step.kind().label())
                + " and revision = " + ScriptText.literal(step.id().value()) + "), true)";
    }
}
