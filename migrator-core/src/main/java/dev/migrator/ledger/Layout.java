// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

/** The tables of layout 1, with the columns that later features fill. */
final class Layout {

    private static final String SQL = """
            create table %ledger% (
                only_row boolean primary key default true check (only_row),
                layout int not null,
                tool_version text not null,
                created_at timestamptz not null default now(),
                created_by text not null default session_user
            );
            create table %applied% (
                kind text not null,
                revision text not null,
                state text not null check (state in ('applied', 'interrupted')),
                down_revisions text[] not null default '{}',
                depends_on text[] not null default '{}',
                message text not null default '',
                fingerprint text,
                sql_fingerprint text,
                downgrade_sql text[],
                catalog_hash text,
                run_id uuid not null,
                applied_at timestamptz not null default now(),
                applied_by text not null default session_user,
                primary key (kind, revision)
            );
            create table %history% (
                id bigint generated always as identity primary key,
                run_id uuid not null,
                kind text not null,
                revision text not null,
                operation text not null,
                outcome text not null check (outcome in ('started', 'done', 'failed')),
                at timestamptz not null default clock_timestamp(),
                milliseconds bigint not null default 0,
                statements int not null default 0,
                db_user text not null default session_user,
                os_user text not null,
                host text not null,
                tool_version text not null,
                application_version text,
                error text,
                note text
            );
            create view %heads% as
                select revision, message, applied_at, applied_by
                from %applied%
                where kind = 'revision' and revision not in (
                    select unnest(down_revisions || depends_on) from %applied% where kind = 'revision');
            comment on table %ledger% is 'migrator: the layout of its tables';
            comment on table %applied% is 'migrator: what is applied, one row each';
            comment on table %history% is 'migrator: everything that ever happened; rows are only ever inserted';
            comment on view %heads% is 'migrator: the current tips';
            """;

    /** Inserts no row with every column, so that the server compares them all. */
    private static final String REHEARSAL = """
            insert into %applied% (kind, revision, state, down_revisions, depends_on, message, fingerprint,
                sql_fingerprint, downgrade_sql, run_id, applied_at, applied_by)
                select ''::text, ''::text, ''::text, '{}'::text[], '{}'::text[], ''::text, ''::text,
                ''::text, '{}'::text[], null::uuid, now(), ''::text where false;
            insert into %history% (run_id, kind, revision, operation, outcome, at, milliseconds, statements, db_user,
                os_user, host, tool_version, application_version, error, note)
                select null::uuid, ''::text, ''::text, ''::text, ''::text, now(), 0::bigint, 0, ''::text,
                ''::text, ''::text, ''::text, ''::text, ''::text, ''::text where false;
            """;

    /** Made by the first run that keeps statements; no part of the layout that a version insists on. */
    private static final String STATEMENTS = """
            create table %statements% (
                id bigint generated always as identity,
                history_id bigint not null,
                run_id uuid not null,
                kind text not null,
                revision text not null,
                ordinal int not null,
                statement text not null,
                bound text[],
                rows bigint,
                microseconds bigint not null,
                sqlstate text,
                primary key (history_id, id)
            );
            comment on table %statements% is 'migrator: the statements that migrations sent, by entry of the history';
            """;

    private static final String STATEMENTS_REHEARSAL = """
            insert into %statements% (history_id, run_id, kind, revision, ordinal, statement, bound, rows,
                microseconds, sqlstate)
                select 0::bigint, null::uuid, ''::text, ''::text, 0, ''::text, '{}'::text[], 0::bigint,
                0::bigint, ''::text where false;
            """;

    private Layout() {}

    static String statements(LedgerName.Tables tables) {
        return named(STATEMENTS, tables);
    }

    static String statementsRehearsal(LedgerName.Tables tables) {
        return named(STATEMENTS_REHEARSAL, tables);
    }

    static String rehearsal(LedgerName.Tables tables) {
        return named(REHEARSAL, tables);
    }

    private static String named(String sql, LedgerName.Tables tables) {
        return sql.replace("%ledger%", tables.ledger())
                .replace("%applied%", tables.applied())
                .replace("%history%", tables.history())
                .replace("%heads%", tables.heads())
                .replace("%statements%", tables.statements());
    }

    static String sql(LedgerName.Tables tables) {
        return named(SQL, tables);
    }

    /** The same, for who cannot see beforehand whether it is there. */
    static String sqlWhereMissing(LedgerName.Tables tables) {
        return named(
                SQL.replace("create table", "create table if not exists")
                        .replace("create view", "create or replace view"),
                tables);
    }
}
