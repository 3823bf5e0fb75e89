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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes the ledger of one run. Not thread-safe. */
public final class LedgerWriter {

    private final Sink sink;
    private final LedgerName.Tables tables;
    private final Actor actor;

    LedgerWriter(Sink sink, LedgerName.Tables tables, Actor actor) {
        this.sink = sink;
        this.tables = tables;
        this.actor = actor;
    }

    void layout(int layout) throws SQLException {
        sink.one(
                "the row of the layout",
                tables.ledger(),
                "insert into " + tables.ledger() + " (layout, tool_version) values (?, ?)",
                layout,
                actor.toolVersion());
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
        } else if (step instanceof Step.Replace replace) {
            replace(replace, prints);
        } else {
            remove(step.kind(), step.id());
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
        append(Entry.of(step, operation, Entry.Outcome.STARTED));
    }

    /**
     * Adds to the history.
     *
     * @param entry what happened
     * @throws SQLException where the row is not written
     */
    public void append(Entry entry) throws SQLException {
        sink.one(
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
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SentStatement each : statements) {
            rows.add(new @Nullable Object[] {
                actor.runId(),
                step.kind().label(),
                step.id().value(),
                each.ordinal(),
                each.sql(),
                each.bound().isEmpty() ? null : each.bound(),
                each.rows().isPresent() ? each.rows().getAsLong() : null,
                TimeUnit.NANOSECONDS.toMicros(each.time().toNanos()),
                orNull(each.error())
            });
        }
        sink.all(
                "the statements of " + step.id(),
                tables.statements(),
                "insert into " + tables.statements()
                        + " (run_id, kind, revision, ordinal, statement, bound, rows, microseconds, sqlstate, history_id)"
                        + " values (?, ?, ?, ?, ?, ?::text[], ?::bigint, ?, ?, (select max(id) from "
                        + tables.history() + "))",
                rows);
    }

    /** A row of a revision that is there already is only overwritten where it says interrupted. */
    private void put(
            RevisionDescriptor revision, List<RevisionId> dependencies, AppliedRevision.State state, Prints prints)
            throws SQLException {
        sink.one(
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

    private void replace(Step.Replace step, Prints prints) throws SQLException {
        put(step.revision(), step.dependencies(), AppliedRevision.State.APPLIED, prints);
        for (RevisionId older : step.replaced()) {
            remove(Kind.REVISION, older);
        }
        for (Step.Replace.Relinked row : step.relinked()) {
            sink.one(
                    "naming what revision " + row.id() + " is built on",
                    tables.applied(),
                    "update " + tables.applied()
                            + " set down_revisions = ?, depends_on = ? where kind = 'revision' and revision = ?",
                    texts(row.downRevisions()),
                    texts(row.dependsOn()),
                    row.id().value());
        }
    }

    private void accept(Step.Accept step, Prints prints) throws SQLException {
        sink.one(
                "accepting revision " + step.id(),
                tables.applied(),
                "update " + tables.applied()
                        + " set down_revisions = ?, depends_on = ?, message = ?, run_id = ?, fingerprint = ?,"
                        + " sql_fingerprint = ?, downgrade_sql = ?::text[] where kind = 'revision' and revision = ? and state = 'applied'",
                texts(step.revision().downRevisions()),
                texts(step.dependencies()),
                step.message(),
                actor.runId(),
                code(prints),
                prints.sql().orElse(null),
                downgrade(prints),
                step.id().value());
    }

    private void interrupt(RevisionId id) throws SQLException {
        sink.one(
                "marking revision " + id,
                tables.applied(),
                "update " + tables.applied()
                        + " set state = 'interrupted', run_id = ? where kind = 'revision' and revision = ?",
                actor.runId(),
                id.value());
    }

    private void remove(Kind kind, RevisionId id) throws SQLException {
        sink.one(
                "removing " + kind.label() + " " + id,
                tables.applied(),
                "delete from " + tables.applied() + " where kind = ? and revision = ?",
                kind.label(),
                id.value());
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
