// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.plan.Plan;
import dev.migrator.plan.SeedRequest;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Scripts for databases in which repeatables and seeds have come and gone since they were written. */
@ExtendWith(FreshDatabase.class)
class ScriptUnitsIT {

    private static final String UNITS =
            "select kind || ' ' || revision from migrator_applied where kind <> 'revision' order by 1";

    @TempDir
    private Path folder;

    private Migrator migrator;

    private PostgresPrograms programs;

    private TestDatabase database;

    @BeforeEach
    void aTableAndItsData(TestDatabase fresh, PostgresPrograms psql) throws IOException {
        file("aa11", "revision aa11\nupgrade", "create table car (id int);\n-- migrator: downgrade\ndrop table car;");
        file("aa12", "revision aa12\ndownRevision aa11\nupgrade", "select 1;\n-- migrator: downgrade\nselect 1;");
        file(
                "one",
                "repeatable one\nupgrade",
                "create or replace function one() returns int language sql as 'select 1';");
        file("two", "repeatable two\ndependsOn aa11\nupgrade", "select 2;");
        file("first", "seed first\napply", "insert into car values (1);\n-- migrator: remove\ndelete from car;");
        file("second", "seed second\ndependsOn first\nafter aa12\napply", "insert into car values (2);");
        database = fresh;
        programs = psql;
        migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
    }

    private void file(String name, String header, String sql) throws IOException {
        StringBuilder text = new StringBuilder();
        header.lines().forEach(line -> text.append("-- migrator: ").append(line).append('\n'));
        Files.writeString(
                folder.resolve(name + ".sql"), text.append(sql).append('\n').toString());
    }

    private String script(Plan plan) {
        return migrator.script(plan, false).text();
    }

    private String run(String script, int exit) throws Exception {
        PostgresPrograms.Ended ended = programs.psql(database, script);
        assertThat(ended.exit()).as(ended.output()).isEqualTo(exit);
        return ended.output();
    }

    @Test
    void the_way_back_that_was_written_before_an_upgrade_forgets_the_seeds_of_after_it() throws Exception {
        String back = script(migrator.planFutureRollback("head", UpgradeOptions.STRICT));
        migrator.upgrade("head");
        migrator.seeds().apply();

        run(back, 0);

        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
        migrator.upgrade("head");
        assertThat(migrator.seeds().apply().done()).hasSize(2);
        assertThat(database.query("select id from car order by 1")).containsExactly("1", "2");
    }

    @Test
    void a_downgrade_forgets_what_relies_on_it_and_tells_so_as_a_run_does(TestDatabase other) throws Exception {
        Migrator running = Migrator.configure()
                .dataSource(other.dataSource())
                .folders(List.of(folder))
                .build();
        running.upgrade("head");
        running.seeds().apply();
        running.downgrade("-1");
        String history =
                "select kind || ' ' || revision || ' ' || outcome || ' ' || replace(note, '; run by a script', '')"
                        + " from migrator_history where operation = 'downgrade' and kind <> 'revision' order by 1";
        migrator.upgrade("head");
        database.execute("delete from migrator_applied where kind = 'repeatable'");
        String down = script(migrator.planDowngrade("-1"));
        database.execute("insert into migrator_applied (kind, revision, state, down_revisions, depends_on, run_id)"
                + " select 'repeatable', name, 'applied', '{}', needs::text[], gen_random_uuid()"
                + " from (values ('one', '{}'), ('two', '{aa11}')) as r (name, needs)");
        migrator.seeds().apply();

        run(down, 0);

        assertThat(database.query(UNITS)).isEqualTo(other.query(UNITS)).containsExactly("repeatable two", "seed first");
        assertThat(database.query(history))
                .isEqualTo(other.query(history))
                .containsExactly(
                        "repeatable one done forgotten, to run again", "seed second done forgotten, to apply again");
    }

    @Test
    void a_stamp_forgets_it_too() throws Exception {
        migrator.upgrade("head");
        String stamp = script(migrator.planStamp(List.of("base"), false));
        migrator.seeds().apply();

        run(stamp, 0);

        assertThat(database.query(UNITS)).isEmpty();
    }

    @Test
    void a_seed_is_not_applied_where_what_it_depends_on_is_gone() throws Exception {
        migrator.upgrade("head");
        migrator.seeds().apply("first");
        String apply = script(migrator.seeds().planApply(SeedRequest.of("second")));
        migrator.seeds().remove("first");

        assertThat(run(apply, 3)).contains("seed second depends on first, which is not there any more");
        assertThat(database.query("select count(*) from car")).containsExactly("0");
    }

    @Test
    void a_seed_does_not_go_where_another_that_came_since_depends_on_it() throws Exception {
        migrator.upgrade("head");
        migrator.seeds().apply("first");
        String remove = script(migrator.seeds().planRemove(SeedRequest.of("first")));
        migrator.seeds().apply("second");

        assertThat(run(remove, 3)).contains("a seed that depends on first was applied since this script was written");
        assertThat(database.query("select count(*) from car")).containsExactly("2");
    }
}
