// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.Script;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.PostgresPrograms.Ended;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Scripts, run by psql: what they do is what a run does. */
@ExtendWith(FreshDatabase.class)
class ScriptIT {

    @Revision(id = "aa01", message = "people; it's -- odd\nname")
    static final class People implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table people (id int primary key, name text, born date, note jsonb) -- all of them");
            db.insertInto(table(name("people")), field("id"), field("name"), field("born"), field("note"))
                    .values(1, "it's \\ :here; $$ -- \u00fc", LocalDate.of(1815, 12, 10), JSONB.valueOf("{\"a\": [1]}"))
                    .execute();
            db.execute("update people set name = ? || name where note ?? 'a' and id = ?", "'", 1);
            db.batch("insert into people values (2)", "insert into people values (3)")
                    .execute();
            db.transaction(nested -> nested.dsl().execute("delete from people where id = 3"));
        }

        @Override
        public void downgrade(DSLContext db) {
            db.dropTable("people").execute();
        }
    }

    @Revision(id = "aa02", downRevision = "aa01", transactional = false, message = "index")
    static final class Index implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create index concurrently people_name on people (name)");
            db.transaction(nested -> {
                nested.dsl().execute("insert into people values (4)");
                nested.dsl().transaction(inner -> inner.dsl().execute("insert into people values (5)"));
            });
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop index concurrently people_name");
        }
    }

    @Revision(id = "aa03", downRevision = "aa02", message = "disturbs the session")
    static final class Disturbs implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create schema other; set search_path = other; set local role pg_read_all_data");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop schema other");
        }
    }

    @Revision(id = "aa04", downRevision = "aa03", dependsOn = "aa02")
    static final class After implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create view names as select name from people");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop view names");
        }
    }

    private static final String APPLIED =
            "select concat_ws('|', kind, revision, state, down_revisions, depends_on, message,"
                    + " fingerprint, sql_fingerprint, downgrade_sql) from migrator_applied order by revision";

    private static final String HISTORY = "select concat_ws('|', kind, revision, operation, outcome, statements)"
            + " from migrator_history order by id";

    private static MigratorBuilder builder() {
        return Migrator.configure().migrations(new People(), new Index(), new Disturbs(), new After());
    }

    private static Migrator on(TestDatabase database) {
        return builder().dataSource(database.dataSource()).build();
    }

    private static Migrator assuming(String... revisions) {
        return builder().assuming(List.of(revisions)).build();
    }

    private static void runs(Script script, TestDatabase database, PostgresPrograms programs) throws Exception {
        assertThat(script.gaps()).isEmpty();
        Ended ended = programs.psql(database, script.text());
        assertThat(ended.exit()).as(ended.output() + script.text()).isZero();
    }

    @Test
    void a_script_does_what_a_run_does(TestDatabase scripted, TestDatabase run, PostgresPrograms programs)
            throws Exception {
        Migrator nowhere = assuming();
        runs(nowhere.script(nowhere.plan("head"), false), scripted, programs);
        on(run).upgrade("head");

        assertThat(programs.schema(scripted)).isEqualTo(programs.schema(run));
        assertThat(scripted.query(APPLIED)).isEqualTo(run.query(APPLIED)).hasSize(4);
        assertThat(scripted.query(HISTORY)).isEqualTo(run.query(HISTORY));
        assertThat(scripted.query("select p::text from people p order by id"))
                .isEqualTo(run.query("select p::text from people p order by id"))
                .hasSize(4);
        assertThat(on(scripted).validate().findings()).isEmpty();
        assertThat(on(scripted).upgrade("head").done()).isEmpty();

        Migrator head = assuming("head");
        runs(head.script(head.planDowngrade("base"), false), scripted, programs);
        on(run).downgrade("base");

        assertThat(programs.schema(scripted)).isEqualTo(programs.schema(run));
        assertThat(scripted.query(HISTORY)).isEqualTo(run.query(HISTORY));
    }

    @Test
    void a_script_of_a_live_database_goes_on_from_where_it_is(
            TestDatabase scripted, TestDatabase run, PostgresPrograms programs) throws Exception {
        on(scripted).upgrade("aa02");
        on(run).upgrade("head");
        runs(on(scripted).script(on(scripted).plan("head"), false), scripted, programs);

        assertThat(programs.schema(scripted)).isEqualTo(programs.schema(run));
        assertThat(scripted.query(APPLIED)).isEqualTo(run.query(APPLIED));
    }

    @Test
    void the_way_back_is_written_before_anybody_went_there(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        on(database).upgrade("aa01");
        String before = programs.schema(database);
        Migrator live = on(database);
        Script back = live.script(live.planFutureRollback("head", UpgradeOptions.STRICT), false);
        assertThat(programs.psql(database, back.text()).output()).contains("this script is for a database at aa04");

        on(database).upgrade("head");
        runs(back, database, programs);

        assertThat(programs.schema(database)).isEqualTo(before);
        assertThat(on(database).current()).hasToString("[aa01]");
        Migrator oneWay =
                Migrator.configure().migrations(new Asks()).assuming(List.of()).build();
        assertThatThrownBy(() -> oneWay.planFutureRollback("head", UpgradeOptions.STRICT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ac01");
    }

    @Test
    void a_stamp_is_a_script_too(TestDatabase scripted, TestDatabase run, PostgresPrograms programs) throws Exception {
        Migrator nowhere = assuming();
        runs(nowhere.script(nowhere.planStamp(List.of("aa03"), false), false), scripted, programs);
        on(run).stamp("aa03");

        assertThat(scripted.query(APPLIED)).isEqualTo(run.query(APPLIED)).hasSize(3);
        assertThat(scripted.query(HISTORY)).isEqualTo(run.query(HISTORY));
    }

    @Test
    void a_baseline_is_a_script_too(TestDatabase scripted, TestDatabase run, PostgresPrograms programs)
            throws Exception {
        Migrator nowhere = assuming();
        runs(nowhere.script(nowhere.planBaseline(List.of("aa03")), false), scripted, programs);
        on(run).baseline("aa03");

        assertThat(scripted.query(APPLIED)).isEqualTo(run.query(APPLIED)).hasSize(3);
        assertThat(scripted.query(HISTORY)).isEqualTo(run.query(HISTORY));
        assertThat(on(run).baseline("aa03").done()).isEmpty();
    }

    @Test
    void a_script_runs_in_no_other_database_than_it_is_made_for(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        Migrator from = assuming("aa02");
        String script = from.script(from.plan("head"), false).text();
        assertThat(programs.psql(database, script).output()).contains("there is no ledger in the schema public; this");
        on(database).upgrade("aa01");

        for (String said : List.of("", "\\set ON_ERROR_STOP off\n")) {
            Ended ended = programs.psql(database, said + script);

            assertThat(ended.exit()).isEqualTo(3);
            assertThat(ended.output()).contains("this script is for a database at aa02");
        }
        assertThat(on(database).current()).hasToString("[aa01]");
    }

    @Test
    void a_script_runs_beside_no_other_run(TestDatabase database, PostgresPrograms programs) throws Exception {
        on(database).upgrade("aa01");
        Migrator live = on(database);
        String script = live.script(live.plan("head"), false).text();
        String lock = script.lines()
                .filter(line -> line.contains("pg_try_advisory_lock"))
                .findFirst()
                .orElseThrow();
        try (Connection other = database.connect()) {
            other.createStatement().execute(lock);
            Ended ended = programs.psql(database, script);

            assertThat(ended.exit()).isEqualTo(3);
            assertThat(ended.output()).contains("another run holds the run lock");
        }
    }

    @Test
    void a_script_is_not_run_where_the_ledger_is_elsewhere(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        database.execute("create schema ops");
        builder().dataSource(database.dataSource()).historySchema("ops").build().upgrade("aa01");
        Migrator nowhere = assuming();

        Ended ended = programs.psql(
                database, nowhere.script(nowhere.plan("head"), false).text());

        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.output()).contains("the ledger is in another schema than public");
    }

    @Test
    void a_script_stops_at_the_step_that_fails_and_goes_on_after_it_is_corrected(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        Migrator nowhere = assuming();
        String script = nowhere.script(nowhere.plan("head"), false).text();

        Ended ended = programs.psql(
                database, script.replace("create view names as select name", "create view names as select nope"));

        assertThat(ended.exit()).isEqualTo(3);
        assertThat(on(database).current()).hasToString("[aa03]");
        Migrator live = on(database);
        runs(live.script(live.plan("head"), false), database, programs);
        assertThat(on(database).current()).hasToString("[aa04]");
    }

    @Test
    void without_on_error_stop_nothing_is_recorded_that_failed(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        Migrator nowhere = assuming();
        String script = nowhere.script(nowhere.plan("head"), false)
                .text()
                .replace("people_name on people (name)", "people_name on people (nope)");

        programs.psql(database, "\\set ON_ERROR_STOP off\n" + script);

        assertThat(database.query("select revision || state from migrator_applied order by 1"))
                .containsExactly("aa01applied", "aa02interrupted");
    }

    @Test
    void a_plan_in_one_transaction_is_a_script_in_one(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        Migrator nowhere = Migrator.configure()
                .migrations(new People(), new Fails())
                .assuming(List.of())
                .singleTransaction(true)
                .build();

        Ended ended = programs.psql(
                database, nowhere.script(nowhere.plan("head"), false).text());

        assertThat(ended.exit()).isEqualTo(3);
        assertThat(database.objects()).isEmpty();
        assertThat(database.query("select * from migrator_applied")).isEmpty();
    }

    @Revision(id = "ab02", downRevision = "aa01")
    static final class Fails implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("select 1/0");
        }
    }

    @Revision(id = "ac01")
    static final class Asks implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table counted (n int)");
            int count = db.fetchCount(table("counted"));
            db.execute("insert into counted values (" + count + ")");
        }
    }

    @Revision(id = "ac02", downRevision = "ac01")
    static final class Binds implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.connection(connection -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into counted values (?)")) {
                    insert.setInt(1, 7);
                    insert.executeUpdate();
                }
            });
        }
    }

    @Revision(id = "ac03", downRevision = "ac02")
    static final class Depends implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            if (db.execute("delete from counted") > 0) {
                db.execute("insert into counted values (0)");
            }
        }
    }

    @Test
    void what_only_the_database_knows_is_a_gap_with_its_place_and_stops_the_script(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        Migrator nowhere = Migrator.configure()
                .migrations(new Asks(), new Binds(), new Depends())
                .assuming(List.of())
                .build();

        Script script = nowhere.script(nowhere.plan("head"), false);

        assertThat(script.gaps())
                .extracting(Script.Gap::toString)
                .satisfiesExactly(
                        gap -> assertThat(gap).matches("ac01 at ScriptIT.java:\\d+: it wants an answer .*"),
                        gap -> assertThat(gap)
                                .matches("ac02 at ScriptIT.java:\\d+: parameters are bound through JDBC.*"),
                        gap -> assertThat(gap).matches("ac03 at ScriptIT.java:\\d+: .* how many rows .*"));
        Ended ended = programs.psql(database, script.text());
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.output()).contains("this script is incomplete");
        assertThat(database.query("select 1 from pg_class where relname like 'migrator%'"))
                .isEmpty();
        assertThat(nowhere.script(nowhere.plan("head"), true).text())
                .contains("select count(*) from counted;\n-- INCOMPLETE: ac01 at ScriptIT.java:");
    }

    @Test
    void a_sql_file_is_a_script_as_it_stands(TestDatabase database, PostgresPrograms programs, @TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("ad01.sql"), """
                -- migrator: revision ad01
                -- migrator: upgrade
                create table lines (id int, line text); -- a remark
                copy lines from stdin;
                1\ta; b
                2\t\\\\
                \\.
                create function one() returns int language sql begin atomic select 1; select 2; end;
                -- migrator: downgrade
                drop function one();
                drop table lines;
                """);
        Migrator nowhere = Migrator.configure()
                .folders(List.of(folder))
                .assuming(List.of())
                .build();

        runs(nowhere.script(nowhere.plan("head", UpgradeOptions.STRICT), false), database, programs);

        assertThat(database.query("select line from lines order by id")).containsExactly("a; b", "\\");
        assertThat(database.query("select one()")).containsExactly("2");
    }

    @Test
    void nothing_is_run_where_the_revisions_are_assumed() {
        assertThatThrownBy(() -> assuming().upgrade("head"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("assumed");
        assertThatThrownBy(() -> assuming("nope").plan("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nope");
    }
}
