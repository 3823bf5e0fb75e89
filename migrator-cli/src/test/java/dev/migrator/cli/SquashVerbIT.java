// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One revision for a run of old ones, from the command line; the scratch databases are on the server of the tests. */
@ExtendWith(FreshDatabase.class)
class SquashVerbIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void aLineOfRevisions() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\n");
        Files.createDirectory(folder.resolve("db"));
        script("aa11", "", "create table people (id serial primary key, name text);", "drop table people;");
        script(
                "aa12",
                "-- migrator: downRevision aa11\n-- migrator: branchLabels people\n",
                "insert into people (name) values ('it''s Ada'), (null), ('\u00fc; -- no');\nupdate people set name = 'x' where id = 2;",
                "delete from people;");
        script(
                "aa13",
                "-- migrator: downRevision aa12\n-- migrator: transactional false\n",
                "create index concurrently people_name on people (name);",
                "drop index concurrently people_name;");
        script(
                "aa14",
                "-- migrator: downRevision aa13\n",
                "create function twice(int) returns int language sql as $$ select $1 * 2; -- ; $$;\n"
                        + "alter table people add mail text default 'a;b';",
                "alter table people drop mail;\ndrop function twice(int);");
        script(
                "aa15",
                "-- migrator: downRevision aa14\n",
                "create view names as select name from people;",
                "drop view names;");
    }

    @Test
    void a_run_from_base_becomes_the_schema_and_the_rows_that_it_comes_to(
            TestDatabase old, TestDatabase fresh, TestDatabase partial, PostgresPrograms programs) throws Exception {
        on(old).run("upgrade");
        on(partial).run("upgrade", "aa12");
        String schema = programs.schema(old);

        golden(
                "01-squash",
                on(old).run("squash", ":aa14", "-m", "as of 2026", "--rev-id", "bb10", "--scratch-url", old.url()));
        golden(
                "02-file",
                Files.readString(folder.resolve("db/bb10_as_of_2026.sql")).replaceAll("(?m)^-- Dump.*$", ""));
        for (String gone : new String[] {"aa11", "aa12", "aa13", "aa14"}) {
            Files.delete(folder.resolve("db/" + gone + ".sql"));
        }

        golden("03-plan", on(old).run("upgrade", "--plan"));
        golden("04-upgrade", on(old).run("upgrade"));
        golden("05-again", on(old).run("upgrade"));
        golden("06-partial", on(partial).run("upgrade"));
        golden("07-old-name", on(old).run("downgrade", "aa13"));
        golden("08-show", on(old).run("show", "bb10"));
        golden("09-log", on(old).run("log", "bb10"));
        assertThat(on(fresh).run("upgrade").exit()).isZero();
        assertThat(programs.schema(fresh)).isEqualTo(programs.schema(old)).isEqualTo(schema);
        assertThat(fresh.query("select id || ' ' || coalesce(name, '-') from people order by id"))
                .isEqualTo(old.query("select id || ' ' || coalesce(name, '-') from people order by id"));
        assertThat(fresh.query("select nextval('people_id_seq')")).containsExactly("4");
        assertThat(leftBehind(old)).isZero();
    }

    @Test
    void a_run_that_can_be_undone_becomes_a_revision_that_can_be(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        programs.schema(database);
        golden(
                "41-reversible",
                on(database)
                        .run(
                                "squash",
                                "base:aa12",
                                "-m",
                                "first",
                                "--rev-id",
                                "bb10",
                                "--scratch-url",
                                database.url()));

        assertThat(on(database).run("upgrade").exit()).isZero();
        assertThat(on(database).run("downgrade", "base").exit()).isZero();
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_run_in_the_middle_becomes_the_statements_that_it_sends(TestDatabase database) throws Exception {
        golden(
                "11-middle",
                on(database)
                        .run(
                                "squash",
                                "aa12:aa13",
                                "-m",
                                "middle",
                                "--rev-id",
                                "bb10",
                                "--scratch-url",
                                database.url()));
        golden("12-middle-file", Files.readString(folder.resolve("db/bb10_middle.sql")));
        golden(
                "13-json",
                on(database)
                        .run(
                                "squash",
                                "aa14:aa15",
                                "-m",
                                "end",
                                "--rev-id",
                                "bb11",
                                "--scratch-url",
                                database.url(),
                                "--json"));

        assertThat(on(database).run("upgrade").exit()).isZero();
        assertThat(database.query("select revision from migrator_applied order by 1"))
                .containsExactly("aa11", "bb10", "bb11");
    }

    @Test
    void what_stands_for_others_itself_is_not_among_what_may_be_deleted(TestDatabase database) throws Exception {
        assertThat(on(database)
                        .run(
                                "squash",
                                ":aa12",
                                "-m",
                                "a",
                                "--rev-id",
                                "bb10",
                                "--as-sent",
                                "--scratch-url",
                                database.url())
                        .exit())
                .isZero();

        Shell.Outcome second = on(database)
                .run("squash", ":aa13", "-m", "b", "--rev-id", "bb11", "--as-sent", "--scratch-url", database.url());

        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.out())
                .contains("in place of bb10, aa13", "db/aa13.sql")
                .doesNotContain("bb10_a.sql");
    }

    @Test
    void a_way_back_that_does_not_fit_is_left_out_with_the_reason(TestDatabase database) throws Exception {
        script("aa14", "-- migrator: downRevision aa13\n", "create table more (id int);", "select 1;");
        golden(
                "21-leftover",
                on(database)
                        .run("squash", "aa14:aa15", "-m", "end", "--rev-id", "bb11", "--scratch-url", database.url()));

        assertThat(Files.readString(folder.resolve("db/bb11_end.sql"))).doesNotContain("-- migrator: downgrade");
    }

    @Test
    void what_does_not_lead_to_the_same_is_refused_and_nothing_is_written(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        script(
                "aa14",
                "-- migrator: downRevision aa13\n",
                "create schema other;\nset search_path = other;\ncreate table here (id int);",
                "drop schema other cascade;");
        golden(
                "31-not-the-same",
                on(database)
                        .run("squash", "aa14:aa15", "-m", "end", "--rev-id", "bb11", "--scratch-url", database.url()));
        script("aa15", "-- migrator: downRevision aa14\n", "select 1 / 0;", "select 1;");
        golden(
                "32-fails",
                on(database)
                        .run("squash", "aa14:aa15", "-m", "end", "--rev-id", "bb11", "--scratch-url", database.url()));
        script("aa12", "-- migrator: downRevision aa11\n", "select lo_create(4711);", "select lo_unlink(4711);");
        programs.schema(database);
        golden(
                "37-large-object",
                on(database).run("squash", ":aa12", "-m", "x", "--rev-id", "bb10", "--scratch-url", database.url()));
        golden("33-range", on(database).run("squash", "aa15:aa14", "-m", "end"));
        golden("34-one", on(database).run("squash", "aa15:aa15", "-m", "end"));
        golden("35-no-message", on(database).run("squash", "aa14:aa15"));
        golden(
                "36-no-server",
                on(database)
                        .run(
                                "squash",
                                "aa14:aa15",
                                "-m",
                                "end",
                                "--scratch-url",
                                "jdbc:postgresql://localhost:1/none"));

        try (Stream<Path> files = Files.list(folder.resolve("db"))) {
            assertThat(files).hasSize(5);
        }
        assertThat(leftBehind(database)).isZero();
    }

    @Test
    void a_schema_of_its_own_for_the_ledger_is_there_in_scratch_databases_too(TestDatabase database) throws Exception {
        Files.writeString(
                folder.resolve("migrator.properties"), "migrations = db\nschema = shop\nhistory-schema = led\n");
        script(
                "aa11",
                "",
                "create schema shop;\ncreate table shop.people (id int, name text);",
                "drop schema shop cascade;");

        assertThat(on(database)
                        .run("squash", "aa14:aa15", "-m", "end", "--rev-id", "bb11", "--scratch-url", database.url())
                        .transcript())
                .startsWith("exit 0");
        assertThat(on(database).run("upgrade").exit()).isZero();
    }

    @Test
    void schemas_of_the_project_that_somebody_made_by_hand_are_there_in_scratch_databases_too(TestDatabase database)
            throws Exception {
        Files.writeString(
                folder.resolve("migrator.properties"), "migrations = db\nschema = shop\nhistory-schema = led\n");
        assertThat(on(database)
                        .run("squash", "aa14:aa15", "-m", "end", "--rev-id", "bb11", "--scratch-url", database.url())
                        .transcript())
                .startsWith("exit 0");
    }

    @Test
    void roles_that_the_run_makes_are_part_of_the_proof() throws Exception {
        script(
                "aa12",
                "-- migrator: downRevision aa11\n",
                "create role reader;\ncreate role writer;",
                "drop role reader;");
        golden("52-way-back-leaves-a-role", alone().run("squash", ":aa12", "-m", "x", "--rev-id", "bb10", "--as-sent"));
        assertThat(Files.readString(folder.resolve("db/bb10_x.sql")))
                .contains("create role writer")
                .doesNotContain("-- migrator: downgrade");
        assertThat(alone().run("embedded", "status").transcript()).contains("not running");
        assertThat(folder.resolve(".migrator/scratch/data")).doesNotExist();
        assertThat(alone().run("upgrade").transcript()).startsWith("exit 0");
        golden("51-dump-has-no-roles", alone().run("squash", ":aa13", "-m", "x", "--rev-id", "bb11"));
    }

    @Test
    void what_somebody_made_by_hand_is_made_on_the_throwaway_server_too() throws Exception {
        Files.writeString(
                folder.resolve("migrator.properties"), "migrations = db\nschema = shop\nhistory-schema = led\n");
        script(
                "aa12",
                "-- migrator: downRevision aa11\n-- migrator: transactional false\n",
                "create table aside (id int);\ngrant select on people to \"A reader\", writer;",
                "revoke select on people from \"A reader\", writer;\ndrop table aside;");

        golden("57-by-hand", alone().run("squash", ":aa12", "-m", "x", "--rev-id", "bb10", "--as-sent"));
    }

    @Test
    void roles_that_the_run_makes_are_refused_on_a_server_where_they_would_stay(TestDatabase database)
            throws Exception {
        String role = "squash_" + database.name();
        script("aa12", "-- migrator: downRevision aa11\n", "create role " + role + ";", "drop role " + role + ";");
        try {
            Shell.Outcome outcome = on(database)
                    .run(
                            "squash",
                            ":aa12",
                            "-m",
                            "x",
                            "--rev-id",
                            "bb10",
                            "--as-sent",
                            "--scratch-url",
                            database.url());

            golden("53-roles-stay", outcome.transcript().replace(role, "ROLE"));
        } finally {
            database.execute("drop role if exists " + role);
        }
    }

    @Test
    void settings_and_the_comment_of_the_database_are_part_of_the_proof(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        script("aa12", "-- migrator: downRevision aa11\n", """
                do $$ begin
                    execute format('alter database %I set work_mem = ''5MB''', current_database());
                    execute format('comment on database %I is ''ours''', current_database());
                end $$;""", "select 1;");
        programs.schema(database);
        golden(
                "54-settings",
                on(database).run("squash", ":aa12", "-m", "x", "--rev-id", "bb10", "--scratch-url", database.url()));
    }

    @Test
    void a_value_that_is_added_and_used_cannot_be_both_in_one_revision(TestDatabase database) throws Exception {
        script("aa11", "", "create type mood as enum ('ok');", "drop type mood;");
        script("aa12", "-- migrator: downRevision aa11\n", "alter type mood add value 'sad';", "select 1;");
        script("aa13", "-- migrator: downRevision aa12\n", "create table m (of mood default 'sad');", "drop table m;");
        golden(
                "55-enum",
                on(database)
                        .run("squash", "aa12:aa13", "-m", "x", "--rev-id", "bb10", "--scratch-url", database.url()));
    }

    @Test
    void what_only_the_ledger_is_told_is_no_step_of_a_dry_run(TestDatabase database) throws Exception {
        assertThat(on(database).run("upgrade", "aa14").exit()).isZero();
        assertThat(on(database)
                        .run(
                                "squash",
                                "aa11:aa14",
                                "-m",
                                "x",
                                "--rev-id",
                                "bb10",
                                "--as-sent",
                                "--scratch-url",
                                database.url())
                        .transcript())
                .startsWith("exit 0");
        golden("56-dry-run", on(database).run("upgrade", "--dry-run"));
        assertThat(database.query("select count(*) from migrator_applied where revision = 'bb10'"))
                .containsExactly("0");
    }

    private Shell alone() {
        return Shell.in(folder).set("PATH", System.getenv("PATH")).set("MIGRATOR_URL", "embedded");
    }

    private static int leftBehind(TestDatabase database) throws Exception {
        return database.query("select datname from pg_database where datname like 'migrator_scratch%'")
                .size();
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("PATH", System.getenv("PATH"))
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void script(String id, String header, String upgrade, String downgrade) throws Exception {
        Files.writeString(
                folder.resolve("db/" + id + ".sql"),
                "-- migrator: revision " + id + "\n" + header + "-- migrator: upgrade\n" + upgrade
                        + "\n-- migrator: downgrade\n" + downgrade + "\n");
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        golden(name, outcome.transcript());
    }

    private void golden(String name, String text) throws Exception {
        Golden.matches(
                "squash-" + name,
                Golden.masked(text, folder)
                        .replaceAll("migrator_scratch_[0-9a-f]+", "SCRATCH")
                        .replaceAll("with \\S+/pg_dump.*", "with PG_DUMP")
                        .replaceAll("PostgreSQL [0-9]+(?=[,;)\\n])", "PostgreSQL N")
                        .replaceAll("(?m)^  run .*$", "  run RUN"));
    }
}
