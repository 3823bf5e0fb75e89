// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.outcome.Script;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.PostgresPrograms.Ended;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What must hold before a revision, in scripts that psql runs. */
@ExtendWith(FreshDatabase.class)
class PreconditionScriptIT {

    private static final String ROWS = "select revision || ' ' || state || ' ' || coalesce(sql_fingerprint, '-') || ' '"
            + " || downgrade_sql::text from migrator_applied order by revision";
    private static final String NOTES =
            "select revision || ' ' || outcome || ' ' || note from migrator_history order by id";

    @TempDir
    private Path folder;

    private void file(String id, String header, String upgrade, String downgrade) throws IOException {
        StringBuilder text = new StringBuilder("-- migrator: revision " + id + "\n");
        for (String line : header.isEmpty() ? new String[0] : header.split("[|]")) {
            text.append("-- migrator: ").append(line).append('\n');
        }
        Files.writeString(
                folder.resolve(id + ".sql"),
                text.append("-- migrator: upgrade\n")
                        .append(upgrade)
                        .append("\n-- migrator: downgrade\n")
                        .append(downgrade)
                        .append('\n'));
    }

    private void three(String middle) throws IOException {
        file("aa11", "", "create table users (id int);", "drop table users;");
        file(
                "aa12",
                "downRevision aa11|" + middle,
                "create table made (id int, t text default 'it''s; \\else');",
                "drop table made;");
        file("aa13", "downRevision aa12", "create table after (id int);", "drop table after;");
    }

    private Migrator on(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
    }

    private static void passes(Ended ended) {
        assertThat(ended.exit()).as(ended.output()).isZero();
    }

    private static Script upgrade(Migrator migrator) {
        return migrator.script(migrator.plan("head"), false);
    }

    @Test
    void what_only_looks_like_a_table_is_none_in_a_run_and_in_a_script(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        three("precondition skip empty user");

        assertThatThrownBy(() -> on(database).upgrade("head"))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("syntax error at or near \"user\"");
        assertThat(programs.psql(database, upgrade(on(database)).text()).output())
                .contains("syntax error at or near \"user\"");
        assertThat(on(database).current()).hasToString("[aa11]");
    }

    @Test
    void a_branch_is_taken_or_not_as_in_a_run(TestDatabase scripted, TestDatabase run, PostgresPrograms programs)
            throws Exception {
        for (String condition :
                List.of("skip absent users -- it's there", "skip exists users", "skip query select '\\if' = ''")) {
            three("precondition " + condition
                    + "|precondition skip query select count(*) = 0 from users -- none; 100%");
            on(run).upgrade("head");
            Script script = upgrade(on(scripted));
            assertThat(script.gaps()).isEmpty();

            passes(programs.psql(scripted, script.text()));

            assertThat(scripted.query(ROWS)).as(condition).isEqualTo(run.query(ROWS));
            assertThat(programs.schema(scripted)).isEqualTo(programs.schema(run));

            Script back = on(scripted).script(on(scripted).planDowngrade("base"), false);
            passes(programs.psql(scripted, back.text()));
            on(run).downgrade("base");
            assertThat(programs.schema(scripted)).isEqualTo(programs.schema(run));
        }
        assertThat(scripted.query(NOTES))
                .contains("aa12 done skipped: 'users does not exist' does not hold: it's there; run by a script");
    }

    @Test
    void a_halt_stops_the_script_with_its_message_and_a_warning_is_told(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        three("precondition warn absent users -- look at 100%|precondition absent users -- move them");

        Ended ended = programs.psql(database, upgrade(on(database)).text());

        assertThat(ended.exit()).isNotZero();
        assertThat(ended.output())
                .contains("WARNING:  the precondition 'users does not exist' does not hold: look at 100%")
                .contains("ERROR:  the precondition 'users does not exist' does not hold: move them");
        assertThat(database.query(ROWS)).containsExactly("aa11 applied - {\"drop table users\"}");
        three("precondition warn absent users");
        passes(programs.psql(database, upgrade(on(database)).text()));
    }

    @Test
    void one_that_cannot_be_evaluated_stops_the_script(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        for (String query : List.of(
                "selec",
                "select 1",
                "select null::bool",
                "select true where false",
                "select true from generate_series(1, 2)")) {
            for (String otherwise : List.of("halt", "skip", "warn")) {
                three("precondition " + otherwise + " query " + query);
                assertThat(programs.psql(database, upgrade(on(database)).text()).exit())
                        .as(otherwise + " " + query)
                        .isNotZero();
                assertThat(database.query("select to_regclass('made')")).containsExactly((String) null);
            }
        }
    }

    @Test
    void outside_a_transaction_a_branch_leaves_the_beginning_out_as_well(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        three("transactional false|precondition skip absent users");

        passes(programs.psql(database, upgrade(on(database)).text()));

        assertThat(database.query(ROWS)).contains("aa12 applied skipped {}");
        assertThat(database.query("select count(*) from migrator_history where outcome = 'started'"))
                .containsExactly("0");
    }

    @Test
    void the_way_back_that_a_release_carries_undoes_only_what_was_done(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        for (String condition : List.of("skip absent users", "skip exists users")) {
            three("precondition " + condition);
            Migrator nowhere = Migrator.configure()
                    .assuming(List.of())
                    .folders(List.of(folder))
                    .build();
            Script back = nowhere.script(nowhere.planFutureRollback("head", UpgradeOptions.STRICT), false);
            on(database).upgrade("head");

            passes(programs.psql(database, back.text()));

            assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
            assertThat(database.objects()).as(condition).isEmpty();
        }
        assertThat(database.query(NOTES))
                .contains("aa12 done it was skipped, so that there is nothing to undo; run by a script");
    }

    @Test
    void a_query_is_asked_once_can_only_read_and_leaves_nothing(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        database.execute("create table traces (id int); create sequence asked;"
                + "create function wr() returns bool language sql as 'insert into traces values (1); select true';"
                + "create function tells() returns bool language plpgsql"
                + " as 'begin raise warning ''asked''; set application_name = ''changed''; return true; end'");
        for (String otherwise : List.of("halt", "skip", "warn")) {
            for (String outside : List.of("", "transactional false|")) {
                three(outside + "precondition " + otherwise + " query select wr()");
                Ended refused = programs.psql(database, upgrade(on(database)).text());
                assertThat(refused.exit()).as(refused.output()).isNotZero();
                assertThat(refused.output()).contains("cannot execute INSERT in a read-only transaction");
                assertThat(database.query("select id from traces")).isEmpty();

                three(outside + "precondition " + otherwise + " query select tells()");
                Ended asked = programs.psql(
                        database, upgrade(on(database)).text() + "select current_setting('application_name');\n");
                passes(asked);
                assertThat(asked.output()).containsOnlyOnce("WARNING:  asked").doesNotContain("changed");
                passes(programs.psql(
                        database,
                        on(database)
                                .script(on(database).planDowngrade("base"), false)
                                .text()));
            }
        }
    }

    @Test
    void one_that_lets_the_run_lock_go_stops_the_script(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        for (String otherwise : List.of("halt", "skip", "warn")) {
            three("precondition " + otherwise + " query select pg_advisory_unlock_all() is not null");
            Ended ended = programs.psql(database, upgrade(on(database)).text());

            assertThat(ended.exit()).isNotZero();
            assertThat(ended.output()).contains("ERROR:  the run lock is no longer held");
            assertThat(database.query("select to_regclass('made')")).containsExactly((String) null);
        }
    }

    @Test
    void a_column_may_have_any_name(TestDatabase database, PostgresPrograms programs) throws Exception {
        for (String name : List.of("found", "holds", "asked", "migrator_holds", "sqlstate")) {
            database.execute("drop table if exists flags; create table flags (" + name + " bool);"
                    + "insert into flags values (true)");
            for (String otherwise : List.of("halt", "skip", "warn")) {
                three("precondition " + otherwise + " query select " + name + " from flags");
                passes(programs.psql(database, upgrade(on(database)).text()));
                assertThat(database.query("select to_regclass('made')::text")).containsExactly("made");
                on(database).downgrade("base");
            }
        }
    }

    @Test
    void the_data_of_a_copy_that_may_be_left_out_is_a_gap() throws IOException {
        three("precondition skip exists users");
        file(
                "aa12",
                "downRevision aa11|precondition skip exists users",
                "create table made (id int);\ncopy made from stdin;\n1\n\\.\n",
                "drop table made;");
        Migrator nowhere = Migrator.configure()
                .assuming(List.of())
                .folders(List.of(folder))
                .build();

        assertThat(upgrade(nowhere).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.place()).isEqualTo("aa12.sql:6");
            assertThat(gap.why()).contains("psql cannot leave out the data of a COPY");
        });
        assertThat(nowhere.bodies(nowhere.plan("head")).gaps())
                .singleElement()
                .extracting(Script.Gap::why)
                .asString()
                .contains("a precondition may have it skipped");
    }
}
