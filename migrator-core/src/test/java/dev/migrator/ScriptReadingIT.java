// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.Script;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.PostgresPrograms.Ended;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A script is read as it is meant, by a psql and in a database that are set otherwise than ours. */
@ExtendWith(FreshDatabase.class)
class ScriptReadingIT {

    private static final String ROWS = "select encode(convert_to(concat_ws('|', line), 'UTF8'), 'escape') from lines";

    @TempDir
    private Path folder;

    @Revision(id = "sa01", message = "a \\ in it, $migrator$ and $migrator_ledger$")
    static final class Escapes implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("set standard_conforming_strings = off");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("select E'\\\\n'");
        }
    }

    @Revision(id = "sa02")
    static final class Binds implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("set standard_conforming_strings = off");
            db.execute("insert into lines values (?)", "a\\nb");
        }
    }

    @Revision(id = "sa03")
    static final class Remarks implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table lines (line text) -- done;");
            db.batch("alter table lines add a int -- done;", "alter table lines add b text default ';--';")
                    .execute();
        }
    }

    @Revision(id = "aa")
    static final class Small implements Migration {
        @Override
        public void upgrade(DSLContext db) {}
    }

    @Revision(id = "AB")
    static final class Large implements Migration {
        @Override
        public void upgrade(DSLContext db) {}
    }

    @Revision(id = "AC")
    static final class Larger implements Migration {
        @Override
        public void upgrade(DSLContext db) {}
    }

    private static MigratorBuilder of(Migration... code) {
        return Migrator.configure().migrations(code);
    }

    private static Script script(MigratorBuilder builder, String... from) {
        Migrator nowhere = builder.assuming(List.of(from)).build();
        return nowhere.script(nowhere.plan("heads"), false);
    }

    private static void runs(Script script, TestDatabase database, PostgresPrograms programs) throws Exception {
        assertThat(script.gaps()).isEmpty();
        Ended ended = programs.psql(database, script.text());
        assertThat(ended.exit()).as(ended.output() + script.text()).isZero();
    }

    private MigratorBuilder file(String sql) throws Exception {
        Files.writeString(
                folder.resolve("sf01.sql"),
                "-- migrator: revision sf01\n-- migrator: upgrade\n" + sql
                        + "-- migrator: downgrade\ndrop table lines;\n");
        return Migrator.configure().folders(List.of(folder));
    }

    @Test
    void a_backslash_is_one_whatever_the_database_is_set_to(
            TestDatabase scripted, TestDatabase run, PostgresPrograms programs) throws Exception {
        String sql = "create table lines (line text); insert into lines values ('a\\nb'), ('\\');\n";
        for (TestDatabase database : List.of(scripted, run)) {
            database.execute("alter database " + database.name() + " set standard_conforming_strings = off");
        }

        file(sql).dataSource(run.dataSource()).build().upgrade("head");
        runs(script(file(sql)), scripted, programs);

        assertThat(scripted.query(ROWS)).isEqualTo(run.query(ROWS)).containsExactly("a\\\\nb", "\\\\");
    }

    @Test
    void what_a_migration_does_to_strings_is_not_done_to_its_record(
            TestDatabase scripted, TestDatabase run, PostgresPrograms programs) throws Exception {
        String applied = "select concat_ws('|', message, downgrade_sql) from migrator_applied";
        runs(script(of(new Escapes())), scripted, programs);
        of(new Escapes()).dataSource(run.dataSource()).build().upgrade("head");

        assertThat(scripted.query(applied)).isEqualTo(run.query(applied)).hasSize(1);
        assertThat(script(of(new Binds())).gaps())
                .singleElement()
                .extracting(Script.Gap::toString)
                .asString()
                .matches("sa02 at ScriptReadingIT.java:\\d+: it sends a backslash .*");
    }

    @Test
    void a_remark_at_the_end_is_no_end(TestDatabase database, PostgresPrograms programs) throws Exception {
        runs(script(of(new Remarks())), database, programs);

        assertThat(database.query("select column_default from information_schema.columns where table_name = 'lines'"
                        + " order by ordinal_position"))
                .hasSize(3)
                .last()
                .isEqualTo("';--'::text");
    }

    @Test
    void tips_are_the_same_in_any_collation(TestDatabase database, PostgresPrograms programs) throws Exception {
        assumeTrue(!database.query("select 1 from pg_collation where collname = 'en-x-icu'")
                .isEmpty());
        of(new Small(), new Large()).dataSource(database.dataSource()).build().upgrade("heads");
        database.execute("""
                do $$ declare heads text := pg_get_viewdef('migrator_heads'); begin
                drop view migrator_heads;
                alter table migrator_applied alter revision type text collate "en-x-icu";
                execute 'create view migrator_heads as ' || heads; end $$
                """);

        runs(script(of(new Small(), new Large(), new Larger()), "aa", "AB"), database, programs);

        assertThat(database.query("select count(*) from migrator_heads")).containsExactly("3");
    }

    @Test
    void a_file_from_windows_is_read_as_any_other(TestDatabase scripted, TestDatabase run, PostgresPrograms programs)
            throws Exception {
        String sql = """
                create table lines (line text);
                copy lines from stdin;
                a
                b
                \\.
                insert into lines values ('c
                d');
                """.replace("\n", "\r\n");

        file(sql).dataSource(run.dataSource()).build().upgrade("head");
        runs(script(file(sql)), scripted, programs);

        assertThat(scripted.query(ROWS)).isEqualTo(run.query(ROWS)).containsExactly("a", "b", "c\nd");
        assertThat(scripted.query("select concat_ws('|', fingerprint, downgrade_sql) from migrator_applied"))
                .isEqualTo(run.query("select concat_ws('|', fingerprint, downgrade_sql) from migrator_applied"));
    }

    @Test
    void a_ledger_that_is_named_is_one_of_several(TestDatabase database, PostgresPrograms programs) throws Exception {
        of(new Small())
                .dataSource(database.dataSource())
                .historySchema("t1")
                .build()
                .upgrade("head");

        runs(script(of(new Small(), new Large()).historySchema("t2")), database, programs);

        assertThat(database.query("select revision from t2.migrator_applied")).hasSize(2);
    }
}
