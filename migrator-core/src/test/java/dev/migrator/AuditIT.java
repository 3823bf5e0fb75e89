// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.StepEvent;
import dev.migrator.revision.Audit;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.KeptStatement;
import dev.migrator.revision.SentStatement;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** What the ledger keeps of the statements that migrations send. */
@ExtendWith(FreshDatabase.class)
@Timeout(120)
class AuditIT {

    @TempDir
    private Path folder;

    private final List<SentStatement> heard = new ArrayList<>();
    private final List<String> started = new ArrayList<>();

    @AfterEach
    void each_was_told_of_before_it_was_sent() {
        assertThat(started)
                .containsSubsequence(heard.stream().map(SentStatement::sql).toList());
    }

    @Revision(id = "ad01", message = "everything")
    static final class Everything implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table people (id int, name text)");
            db.insertInto(table("people"), field("id"), field("name"))
                    .values(1, "ada")
                    .values(2, "bob")
                    .execute();
            db.fetch("select * from people where id > ?", 0);
            db.transaction(nested -> nested.dsl().execute("delete from people where id = ?", 2));
            db.connection(connection -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into people values (?, 'batch')")) {
                    for (int i = 10; i < 13; i++) {
                        insert.setInt(1, i);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                try (Statement plain = connection.createStatement();
                        ResultSet rows = plain.executeQuery("select id from people order by 1")) {
                    rows.next();
                }
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy people from stdin", new StringReader("20\tcy\n21\tdi\n"));
            });
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop table people");
        }
    }

    @Revision(id = "ad07", message = "by other doors")
    static final class OtherDoors implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table people (id int, name text)");
            db.batch(
                            db.insertInto(table("people"), field("id"), field("name"))
                                    .values(4711, "o'hara"),
                            db.deleteFrom(table("people")).where(field("name").eq("eve")))
                    .execute();
            db.connection(connection -> {
                new CopyManager(connection.unwrap(BaseConnection.class))
                        .copyIn("copy people from stdin", new StringReader("20\tcy\n21\tdi\n"));
                new CopyManager(connection.unwrap(BaseConnection.class))
                        .copyOut("copy people to stdout", OutputStream.nullOutputStream());
                try (Statement plain = connection.createStatement();
                        ResultSet rows = plain.executeQuery("select 1")) {
                    rows.getStatement().executeUpdate("update people set id = 5 where id = 20");
                }
                try (Statement plain = ((Connection) connection.unwrap(PGConnection.class)).createStatement()) {
                    plain.unwrap(Statement.class).executeUpdate("update people set id = 6 where id = 21");
                }
            });
        }
    }

    @Revision(id = "ad02", message = "secrets")
    static final class Secrets implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table accounts (name text, password text)");
            db.execute("insert into accounts (name, password) values (?, ?)", "ada", "hunter2");
            db.execute("insert into accounts values (?, null)", "bob");
            db.execute("create role audited_" + System.nanoTime() + " password 'hunter3'");
        }
    }

    @Revision(id = "ad03", message = "fails")
    static final class Fails implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table lost (id int)");
            db.execute("insert into lost select generate_series(1, 5)");
            db.execute("select 1 / ?", 0);
        }
    }

    @Revision(id = "ad04", message = "backfill")
    static final class Backfill implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table counted (id int)");
            for (int i = 0; i < 10_010; i++) {
                db.execute("insert into counted values (1)");
            }
        }
    }

    @Revision(id = "ad05", message = "characters")
    static final class Characters implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table texts (t text)");
            db.execute("insert into texts values ('" + "x".repeat(20_000) + "')");
            try {
                db.transaction(nested -> nested.dsl().execute("insert into texts values ('\0')"));
            } catch (RuntimeException expected) {
                db.execute("insert into texts values ('after')");
            }
        }
    }

    private Migrator on(TestDatabase database, Audit audit, Migration... code) {
        return builder(database).audit(audit).migrations(code).build();
    }

    private MigratorBuilder builder(TestDatabase database) {
        Consumer<StepEvent> listener = event -> {
            if (event instanceof StepEvent.StatementStarted statement) {
                started.add(statement.sql());
            } else if (event instanceof StepEvent.StatementRun run) {
                heard.add(run.statement());
            }
        };
        return Migrator.configure().dataSource(database.dataSource()).listener(listener);
    }

    private static List<String> kept(Migrator migrator) {
        return migrator.log().statements(HistoryFilter.ALL).stream()
                .map(AuditIT::line)
                .toList();
    }

    private static String line(KeptStatement kept) {
        SentStatement sent = kept.statement();
        return kept.subject() + " " + sent.ordinal() + " " + sent.sql()
                + (sent.bound().isEmpty() ? "" : " " + sent.bound())
                + (sent.rows().isPresent() ? " -> " + sent.rows().getAsLong() : "")
                + (sent.failed() ? " !" + sent.error() : "");
    }

    @Test
    void jooq_and_plain_jdbc_batches_queries_and_copy_are_all_kept(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.STATEMENTS, new Everything());

        migrator.upgrade("head");

        assertThat(kept(migrator))
                .containsExactly(
                        "ad01 1 create table people (id int, name text) -> 0",
                        "ad01 2 insert into people (id, name) values (?, ?), (?, ?) -> 2",
                        "ad01 3 select * from people where id > ? -> 2",
                        "ad01 4 -- begin nested",
                        "ad01 5 delete from people where id = ? -> 1",
                        "ad01 6 -- commit nested",
                        "ad01 7 insert into people values (?, 'batch') -> 1",
                        "ad01 8 insert into people values (?, 'batch') -> 1",
                        "ad01 9 insert into people values (?, 'batch') -> 1",
                        "ad01 10 select id from people order by 1 -> 1",
                        "ad01 11 copy people from stdin -> 2");
        assertThat(
                        database.query(
                                "select count(*) from migrator_statements s join migrator_history h"
                                        + " on h.id = s.history_id and h.run_id = s.run_id and h.revision = s.revision"
                                        + " where h.outcome = 'done' and s.microseconds >= 0 and s.kind = 'revision' and bound is null"))
                .containsExactly("11");
        assertThat(database.query("select statements from migrator_history")).containsExactly("9");
        assertThat(heard).isEmpty();
    }

    @Test
    void statements_of_sql_files_are_kept_without_the_data_of_copy(TestDatabase database) throws Exception {
        Files.writeString(folder.resolve("a.sql"), """
                -- migrator: revision ad11aa
                -- migrator: transactional false
                -- migrator: upgrade
                create table t (id int);
                copy t from stdin;
                1
                2
                \\.
                create index concurrently t_id on t (id);
                select * from t;
                -- migrator: downgrade
                drop table t;
                """);
        Migrator migrator = builder(database)
                .audit(Audit.FULL)
                .folders(List.of(folder))
                .compileInto(folder.resolve(".classes"))
                .build();

        migrator.upgrade("head");
        migrator.downgrade("base");

        assertThat(kept(migrator))
                .containsExactly(
                        "ad11aa 1 create table t (id int) -> 0",
                        "ad11aa 2 copy t from stdin -> 2",
                        "ad11aa 3 create index concurrently t_id on t (id) -> 0",
                        "ad11aa 4 select * from t -> 2",
                        "ad11aa 1 drop table t -> 0");
        assertThat(migrator.log()
                        .statements(new HistoryFilter(Optional.of("ad11"), Optional.empty(), Optional.empty())))
                .hasSize(5);
    }

    @Test
    void values_in_a_batch_of_texts_and_what_goes_by_other_doors(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.STATEMENTS, new OtherDoors());

        migrator.upgrade("head");

        assertThat(kept(migrator))
                .containsExactly(
                        "ad07 1 create table people (id int, name text) -> 0",
                        "ad07 2 insert into people (id, name) values (?, ?) -> 1",
                        "ad07 3 delete from people where name = ? -> 0",
                        "ad07 4 copy people from stdin -> 2",
                        "ad07 5 copy people to stdout -> 3",
                        "ad07 6 select 1",
                        "ad07 7 update people set id = 5 where id = 20 -> 1",
                        "ad07 8 update people set id = 6 where id = 21 -> 1");
    }

    @Test
    void values_in_a_batch_are_kept_where_that_is_wanted(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.FULL, new OtherDoors());

        migrator.upgrade("head");

        assertThat(kept(migrator)).contains("ad07 2 insert into people (id, name) values (4711, 'o''hara') -> 1");
    }

    @Test
    void values_are_kept_where_that_is_wanted_and_passwords_never(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.FULL, new Secrets());

        migrator.upgrade("head");

        assertThat(kept(migrator))
                .contains(
                        "ad02 2 insert into accounts (name, password) values (?, ?) [***, *******] -> 1",
                        "ad02 3 insert into accounts values (?, null) [bob] -> 1");
        assertThat(database.query("select migrator_statements::text from migrator_statements"))
                .hasSize(4)
                .noneMatch(row -> row.contains("hunter"));
        database.execute("do $$ declare r text; begin for r in select rolname from pg_roles where rolname ~ '^audited_'"
                + " loop execute 'drop role ' || r; end loop; end $$");
    }

    @Test
    void what_a_failed_step_sent_is_kept_though_it_was_rolled_back(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.FULL, new Fails());

        assertThatThrownBy(() -> migrator.upgrade("head")).isInstanceOf(RunFailedException.class);

        assertThat(database.objects()).isEmpty();
        assertThat(kept(migrator))
                .containsExactly(
                        "ad03 1 create table lost (id int) -> 0",
                        "ad03 2 insert into lost select generate_series(1, 5) -> 5",
                        "ad03 3 select 1 / ? [0] !22012");
        assertThat(database.query("select outcome from migrator_history where id in (select history_id from"
                        + " migrator_statements)"))
                .containsExactly("failed");
    }

    @Test
    void a_plan_in_one_transaction_that_fails_keeps_what_all_its_steps_sent(TestDatabase database) throws Exception {
        Migrator migrator = builder(database)
                .audit(Audit.STATEMENTS)
                .migrations(new Everything(), new Fails())
                .singleTransaction(true)
                .build();

        assertThatThrownBy(() -> migrator.upgrade("heads")).isInstanceOf(RunFailedException.class);

        assertThat(database.objects()).isEmpty();
        assertThat(kept(migrator))
                .hasSize(14)
                .contains("ad01 11 copy people from stdin -> 2", "ad03 3 select 1 / ? !22012");
        assertThat(database.query("select distinct h.revision || ' ' || outcome from migrator_history h join"
                        + " migrator_statements s on s.history_id = h.id"))
                .containsExactly("ad03 failed");
    }

    @Test
    void a_run_keeps_so_many_and_says_what_it_left_out(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.STATEMENTS, new Backfill());

        migrator.upgrade("head");

        List<String> kept = kept(migrator);
        assertThat(kept).hasSize(10_001);
        assertThat(kept.get(10_000)).startsWith("ad04 10012 -- 11 more statement(s) left out");
    }

    @Test
    void a_long_statement_is_cut_and_what_postgresql_cannot_hold_costs_nothing(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.STATEMENTS, new Characters());

        migrator.upgrade("head");

        List<String> kept = kept(migrator);
        assertThat(kept.get(1)).hasSizeLessThan(10_100).contains(" more characters)");
        assertThat(kept).anyMatch(line -> line.contains("values ('\uFFFD') !"));
        assertThat(kept.get(kept.size() - 1)).endsWith("insert into texts values ('after') -> 1");
        assertThat(kept).anyMatch(line -> line.endsWith("-- rollback nested"));
    }

    @Test
    void without_an_audit_there_is_no_table_and_nothing_is_heard(TestDatabase database) throws Exception {
        Migrator migrator = on(database, Audit.OFF, new Everything());

        migrator.upgrade("head");

        assertThat(migrator.log().statements(HistoryFilter.ALL)).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(database.query("select to_regclass('migrator_statements')")).containsExactly((String) null);
    }

    @Test
    void who_listens_hears_each_statement_with_its_rows_and_never_a_value(TestDatabase database) throws Exception {
        Migrator migrator = builder(database)
                .audit(Audit.FULL)
                .showStatements(true)
                .migrations(new Everything())
                .build();

        migrator.upgrade("head");

        assertThat(heard).hasSize(11).allMatch(sent -> sent.bound().isEmpty());
        assertThat(heard.get(2).rows()).hasValue(2);
        assertThat(migrator.log()
                        .statements(HistoryFilter.ALL)
                        .get(4)
                        .statement()
                        .bound())
                .containsExactly("2");
    }
}
