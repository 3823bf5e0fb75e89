// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.plan.Operation;
import dev.migrator.plan.Step;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.SentStatement;
import dev.migrator.revision.StoredDowngrade;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes the ledger of one run. Not thread-safe. */
public final class LedgerWriter implements AutoCloseable {

    private final Sink sink;
    private final LedgerName.Tables tables;
    private final Actor actor;

    LedgerWriter(Sink sink, LedgerName.Tables tables, Actor actor) {
        this.sink = sink;
        this.tables = tables;
        this.actor = actor;
    }

    void layout(int layout) throws SQLException {
        sink.one(Write.of(
                "the row of the layout",
                tables.ledger(),
                "insert into " + tables.ledger() + " (layout, tool_version) values (?, ?)",
                layout,
                actor.toolVersion()));
    }

    /**
     * Writes what a step comes to: its row and its entry in the history; of a hook, that it is no longer to run.
     *
     * @param step the step
     * @param entry what to put into the history
     * @param prints what to keep of the code
     * @throws SQLException where a row is not as expected
     */
    public void record(Step step, Entry entry, Prints prints) throws SQLException {
        record(step, entry, prints, Around.NOTHING);
    }

    /**
     * Writes the same, and sends something with it.
     *
     * @param step the step
     * @param entry what to put into the history
     * @param prints what to keep of the code
     * @param around what is sent with it
     * @throws LedgerWriteException where a row is not as expected
     * @throws SQLException where what is around it fails, or the connection is lost
     */
    public void record(Step step, Entry entry, Prints prints, Around around) throws SQLException {
        if (step instanceof Step.Replace replace) {
            replace(replace, prints);
            sink.together(List.of(entry(entry)), around);
        } else if (step instanceof Step.Hook hook && !hook.mayBeRemembered()) {
            sink.together(List.of(entry(entry)), around);
        } else {
            sink.together(List.of(row(step, prints), entry(entry)), around);
        }
    }

    private Write row(Step step, Prints prints) {
        if (step instanceof Step.Upgrade up) {
            return put(up.revision(), up.dependencies(), AppliedRevision.State.APPLIED, prints);
        }
        if (step instanceof Step.Mark mark) {
            return put(mark.revision(), mark.dependencies(), AppliedRevision.State.APPLIED, prints);
        }
        if (step instanceof Step.Tag tag) {
            return tag(tag);
        }
        return step instanceof Step.Accept accept ? accept(accept, prints) : remove(step.kind(), step.id());
    }

    /**
     * Marks a revision as begun outside a transaction: whoever finds it so afterwards knows that it was interrupted.
     *
     * @param step the step that begins
     * @param operation what begins
     * @throws SQLException where a row is not as expected
     */
    public void begin(Step step, Operation operation) throws SQLException {
        Write row = step instanceof Step.Upgrade up
                ? put(up.revision(), up.dependencies(), AppliedRevision.State.INTERRUPTED, Prints.NONE)
                : step instanceof Step.Hook hook ? owing(hook) : interrupt(step.kind(), step.id());
        sink.together(List.of(row, entry(Entry.of(step, operation, Entry.Outcome.STARTED))), Around.NOTHING);
    }

    /**
     * Remembers that a hook is to run, until it has.
     *
     * @param hook the hook
     * @throws SQLException where the row is not as expected
     */
    public void owe(Step.Hook hook) throws SQLException {
        sink.one(owing(hook));
    }

    private Write owing(Step.Hook hook) {
        return put(hook.revision(), List.of(), AppliedRevision.State.INTERRUPTED, Prints.NONE);
    }

    /**
     * Adds to the history.
     *
     * @param entry what happened
     * @throws SQLException where the row is not written
     */
    public void append(Entry entry) throws SQLException {
        sink.one(entry(entry));
    }

    private Write entry(Entry entry) {
        return Write.of(
                "the entry of " + entry.subject(),
                tables.history(),
                "insert into " + tables.history()
                        + " (run_id, kind, revision, operation, outcome, milliseconds, statements, os_user, host,"
                        + " tool_version, application_version, error, note)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                actor.runId(),
                entry.kind(),
                entry.subject(),
                entry.operation().label(),
                entry.outcome().name().toLowerCase(Locale.ROOT),
                entry.milliseconds(),
                entry.statements(),
                actor.osUser(),
                actor.host(),
                actor.toolVersion(),
                orNull(actor.applicationVersion()),
                orNull(entry.error()),
                orNull(entry.note()));
    }

    /**
     * Keeps statements with the entry of the history that this run wrote last.
     *
     * @param step the step whose migration sent them
     * @param statements the statements, in order
     * @throws SQLException where a row is not written
     */
    public void keep(Step step, List<SentStatement> statements) throws SQLException {
        sink.all(statements.stream().map(each -> kept(step, each)).toList());
    }

    private Write kept(Step step, SentStatement statement) {
        return Write.of(
                "the statements of " + step.id(),
                tables.statements(),
                "insert into " + tables.statements()
                        + " (run_id, kind, revision, ordinal, statement, bound, rows, microseconds, sqlstate, history_id)"
                        + " values (?, ?, ?, ?, ?, ?::text[], ?::bigint, ?, ?, (select max(id) from "
                        + tables.history() + "))",
                actor.runId(),
                step.kind().label(),
                step.id().value(),
                statement.ordinal(),
                statement.sql(),
                statement.bound().isEmpty() ? null : statement.bound(),
                statement.rows().isPresent() ? statement.rows().getAsLong() : null,
                TimeUnit.NANOSECONDS.toMicros(statement.time().toNanos()),
                orNull(statement.error()));
    }

    /** A row of a revision that is there already is only overwritten where it says interrupted. */
    private Write put(
            RevisionDescriptor revision, List<RevisionId> dependencies, AppliedRevision.State state, Prints prints) {
        return Write.of(
                "recording " + revision.kind().label() + " " + revision.id(),
                tables.applied(),
                "insert into " + tables.applied()
                        + " as row (kind, revision, state, down_revisions, depends_on, message,"
                        + " run_id, fingerprint, sql_fingerprint, downgrade_sql)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[])"
                        + " on conflict (kind, revision) do update set state = excluded.state,"
                        + " down_revisions = excluded.down_revisions, depends_on = excluded.depends_on,"
                        + " message = excluded.message, run_id = excluded.run_id,"
                        + " fingerprint = excluded.fingerprint, sql_fingerprint = excluded.sql_fingerprint,"
                        + " downgrade_sql = excluded.downgrade_sql,"
                        + " applied_at = excluded.applied_at, applied_by = excluded.applied_by"
                        + " where row.state = 'interrupted' or row.kind <> 'revision'",
                revision.kind().label(),
                revision.id().value(),
                AppliedRows.stored(state),
                texts(revision.downRevisions()),
                texts(dependencies),
                revision.message(),
                actor.runId(),
                code(prints),
                prints.sql().orElse(null),
                downgrade(prints));
    }

    private Write tag(Step.Tag tag) {
        return Write.of(
                "setting tag " + tag.id(),
                tables.applied(),
                "insert into " + tables.applied() + " (kind, revision, state, down_revisions, depends_on, run_id)"
                        + " values ('tag', ?, 'applied', ?, ?, ?)",
                tag.id().value(),
                texts(tag.heads()),
                texts(tag.applied()),
                actor.runId());
    }

    private void replace(Step.Replace step, Prints prints) throws SQLException {
        sink.one(put(step.revision(), step.dependencies(), AppliedRevision.State.APPLIED, prints));
        sink.one(renameInTags(step));
        for (RevisionId older : step.replaced().subList(1, step.replaced().size())) {
            sink.one(remove(Kind.REVISION, older));
        }
        for (Step.Replace.Relinked row : step.relinked()) {
            sink.one(Write.of(
                    "naming what revision " + row.id() + " is built on",
                    tables.applied(),
                    "update " + tables.applied()
                            + " set down_revisions = ?, depends_on = ? where kind = 'revision' and revision = ?",
                    texts(row.downRevisions()),
                    texts(row.dependsOn()),
                    row.id().value()));
        }
    }

    /** Tags that mark all of what is replaced mark what stands for it; however many there are, one row of a revision goes. */
    private Write renameInTags(Step.Replace step) {
        RevisionId first = step.replaced().get(0);
        List<String> replaced = texts(step.replaced());
        String by = step.id().value();
        return Write.of(
                "removing revision " + first,
                tables.applied(),
                "with tags as (update " + tables.applied() + " set down_revisions = array(select distinct"
                        + " case when head = any(?::text[]) then ? else head end from unnest(down_revisions) as head order by 1),"
                        + " depends_on = array(select id from unnest(depends_on) as id where id <> all(?::text[]))"
                        + " || array[?]::text[] where kind = 'tag' and depends_on @> ?::text[] returning 1)"
                        + " delete from " + tables.applied() + " where kind = 'revision' and revision = ?",
                replaced,
                by,
                replaced,
                by,
                replaced,
                first.value());
    }

    private Write accept(Step.Accept step, Prints prints) {
        return Write.of(
                "accepting " + step.kind().label() + " " + step.id(),
                tables.applied(),
                "update " + tables.applied()
                        + " set down_revisions = ?, depends_on = ?, message = ?, run_id = ?, fingerprint = ?,"
                        + " sql_fingerprint = case when sql_fingerprint = 'skipped' then sql_fingerprint else ? end,"
                        + " downgrade_sql = case when sql_fingerprint = 'skipped' then downgrade_sql else ?::text[] end"
                        + " where kind = ? and revision = ? and state = 'applied'",
                texts(step.revision().downRevisions()),
                texts(step.dependencies()),
                step.message(),
                actor.runId(),
                code(prints),
                prints.sql().orElse(null),
                downgrade(prints),
                step.kind().label(),
                step.id().value());
    }

    private Write interrupt(Kind kind, RevisionId id) {
        return Write.of(
                "marking " + kind.label() + " " + id,
                tables.applied(),
                "update " + tables.applied() + " set state = 'interrupted', run_id = ? where kind = ? and revision = ?",
                actor.runId(),
                kind.label(),
                id.value());
    }

    private Write remove(Kind kind, RevisionId id) {
        return Write.of(
                "removing " + kind.label() + " " + id,
                tables.applied(),
                "delete from " + tables.applied() + " where kind = ? and revision = ?",
                kind.label(),
                id.value());
    }

    /** Lets go of what was prepared on the server; nothing more is written then. */
    @Override
    public void close() {
        sink.close();
    }

    private static @Nullable String code(Prints prints) {
        return prints.code().map(Fingerprint::text).orElse(null);
    }

    private static @Nullable List<String> downgrade(Prints prints) {
        return prints.downgrade().map(StoredDowngrade::stored).orElse(null);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String> texts(List<RevisionId> ids) {
        return ids.stream().map(RevisionId::value).toList();
    }
}
