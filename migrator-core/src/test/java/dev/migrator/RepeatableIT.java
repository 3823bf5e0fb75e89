// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Repeatable;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Step;
import dev.migrator.plan.UnitState;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an upgrade runs again whenever it changes. */
@ExtendWith(FreshDatabase.class)
class RepeatableIT {

    private static final String HISTORY = "select kind || ' ' || revision || ' ' || operation || ' ' || outcome"
            + " from migrator_history where kind <> 'revision' order by id";

    @TempDir
    private Path folder;

    @BeforeEach
    void aTableAndTwoViews() throws IOException {
        revision("aa11", "", "create table people (id int primary key, name text);", "drop table people cascade;");
        revision("aa12", "aa11", "alter table people add mail text;", "alter table people drop mail cascade;");
        repeatable("names", "", "create or replace view names as select name from people;");
        // By name it would come first.
        repeatable("initials", "names", "create or replace view initials as select left(name, 1) as i from names;");
    }

    private Migrator on(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
    }

    private void revision(String id, String parent, String upgrade, String downgrade) throws IOException {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + (parent.isEmpty() ? "" : "\n-- migrator: downRevision " + parent)
                        + "\n-- migrator: upgrade\n" + upgrade + "\n-- migrator: downgrade\n" + downgrade + "\n");
    }

    private void repeatable(String name, String dependsOn, String sql) throws IOException {
        Files.writeString(
                folder.resolve(name + ".sql"),
                "-- migrator: repeatable " + name + (dependsOn.isEmpty() ? "" : "\n-- migrator: dependsOn " + dependsOn)
                        + "\n\n" + sql + "\n");
    }

    private static List<String> told(List<Step> steps) {
        return steps.stream()
                .map(step -> (step.isUp() ? "+" : "-") + step.kind().label() + " " + step.id())
                .toList();
    }

    private static List<String> done(RunReport report) {
        return told(report.plan().steps());
    }

    @Test
    void they_run_after_the_revisions_each_after_what_it_depends_on_and_then_only_when_changed(TestDatabase database)
            throws Exception {
        Migrator migrator = on(database);

        assertThat(done(migrator.upgrade("head")))
                .containsExactly("+revision aa11", "+revision aa12", "+repeatable names", "+repeatable initials");
        assertThat(migrator.upgrade("head").plan().isEmpty()).isTrue();

        repeatable(
                "initials", "names", "create or replace view initials as select upper(left(name, 1)) as i from names;");
        assertThat(done(migrator.upgrade("head"))).containsExactly("+repeatable initials");
        repeatable("names", "", "create or replace view names as select name from people where name <> '';");
        assertThat(done(migrator.upgrade("head")))
                .as("what depends on it runs again, too")
                .containsExactly("+repeatable names", "+repeatable initials");
        assertThat(database.query("select kind || ' ' || revision || ' ' || state || ' ' || depends_on::text || ' '"
                        + " || (fingerprint like 't1:%') from migrator_applied where kind <> 'revision' order by 1"))
                .containsExactly("repeatable initials applied {names} true", "repeatable names applied {} true");
        assertThat(database.query(HISTORY))
                .containsExactly(
                        "repeatable names upgrade done",
                        "repeatable initials upgrade done",
                        "repeatable initials upgrade done",
                        "repeatable names upgrade done",
                        "repeatable initials upgrade done");
        assertThat(migrator.current()).hasToString("[aa12]");
    }

    @Test
    void they_wait_for_all_revisions_or_for_those_that_they_name(TestDatabase database) throws Exception {
        repeatable("early", "aa11", "create or replace view early as select id from people;");
        Migrator migrator = on(database);

        RunReport part = migrator.upgrade("aa11");
        assertThat(done(part)).containsExactly("+revision aa11", "+repeatable early");
        assertThat(part.plan().notices())
                .containsExactly("repeatables wait until the database has what they need: names, initials");
        assertThatThrownBy(migrator::requireUpToDate)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("aa12, names, initials");
        assertThat(done(migrator.upgrade("head")))
                .containsExactly("+revision aa12", "+repeatable names", "+repeatable initials");
        migrator.requireUpToDate();
    }

    @Test
    void a_downgrade_makes_those_forgotten_that_may_have_gone_with_it(TestDatabase database) throws Exception {
        repeatable("early", "aa11", "create or replace view early as select id from people;");
        Migrator migrator = on(database);
        migrator.upgrade("head");

        assertThat(done(migrator.downgrade("-1")))
                .containsExactly("-repeatable initials", "-repeatable names", "-revision aa12");
        assertThat(database.query("select revision from migrator_applied where kind = 'repeatable'"))
                .containsExactly("early");
        assertThat(done(migrator.upgrade("head")))
                .containsExactly("+revision aa12", "+repeatable names", "+repeatable initials");
        assertThat(done(migrator.downgrade("base"))).contains("-repeatable early", "-revision aa11");
        migrator.upgrade("head");
        assertThat(database.query("select count(*) from initials, early")).containsExactly("0");
    }

    @Test
    void one_that_has_a_way_back_is_taken_away_before_what_it_builds_on(TestDatabase database) throws Exception {
        revision("aa11", "", "create table people (id int primary key, name text);", "drop table people;");
        revision("aa12", "aa11", "alter table people add mail text;", "alter table people drop mail;");
        Files.writeString(
                folder.resolve("names.sql"),
                "-- migrator: repeatable names\n-- migrator: upgrade\n"
                        + "create or replace view names as select name, mail from people;\n"
                        + "-- migrator: downgrade\ndrop view names;\n");
        Files.writeString(
                folder.resolve("initials.sql"),
                "-- migrator: repeatable initials\n-- migrator: dependsOn names\n-- migrator: upgrade\n"
                        + "create or replace view initials as select left(name, 1) as i from names;\n"
                        + "-- migrator: downgrade\ndrop view initials;\n");
        Migrator migrator = on(database);
        assertThat(told(migrator.planFutureRollback("head", UpgradeOptions.STRICT)
                        .steps()))
                .containsExactly("-repeatable initials", "-repeatable names", "-revision aa12", "-revision aa11");
        migrator.upgrade("head");

        assertThat(done(migrator.downgrade("-1")))
                .containsExactly("-repeatable initials", "-repeatable names", "-revision aa12");
        migrator.upgrade("head");
        migrator.downgrade("base");
        assertThat(database.query("select to_regclass('people')")).containsExactly((String) null);
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
    }

    @Test
    void one_that_fails_is_rolled_back_and_told_and_runs_the_next_time(TestDatabase database) throws Exception {
        repeatable("names", "", "create or replace view names as select name from people;\nselect 1 / 0;");
        Migrator migrator = on(database);

        assertThatThrownBy(() -> migrator.upgrade("head")).isInstanceOfSatisfying(RunFailedException.class, failed -> {
            assertThat(failed.report().done()).hasSize(2);
            assertThat(told(failed.report().notRun())).containsExactly("+repeatable initials");
            assertThat(failed.report().failure().orElseThrow().source()).isEqualTo("names.sql:4");
        });
        assertThat(database.query("select to_regclass('names')")).containsExactly((String) null);
        assertThat(database.query(HISTORY)).containsExactly("repeatable names upgrade failed");
        assertThat(migrator.status().repeatables())
                .extracting(unit -> unit.state())
                .containsOnly(UnitState.PENDING);

        repeatable("names", "", "create or replace view names as select name from people;");
        assertThat(done(migrator.upgrade("head"))).containsExactly("+repeatable names", "+repeatable initials");
    }

    @Test
    void one_whose_connection_breaks_on_the_way_runs_the_next_time(TestDatabase database) throws Exception {
        repeatable(
                "names",
                "",
                "create or replace view names as select name from people;\n"
                        + "select pg_terminate_backend(pg_backend_pid());");
        assertThatThrownBy(() -> on(database).upgrade("head")).isInstanceOf(MigratorException.class);
        assertThat(database.query("select to_regclass('names')")).containsExactly((String) null);
        assertThat(database.query("select count(*) from migrator_applied where kind = 'repeatable'"))
                .containsExactly("0");

        repeatable("names", "", "create or replace view names as select name from people;");
        assertThat(done(on(database).upgrade("head"))).containsExactly("+repeatable names", "+repeatable initials");
    }

    @Test
    void one_that_was_interrupted_outside_a_transaction_runs_again(TestDatabase database) throws Exception {
        Files.writeString(
                folder.resolve("fill.sql"),
                "-- migrator: repeatable fill\n-- migrator: transactional false\n"
                        + "create index concurrently if not exists by_name on people (name);\nselect 1 / 0;\n");
        Migrator migrator = on(database);
        assertThatThrownBy(() -> migrator.upgrade("head")).isInstanceOf(RunFailedException.class);
        assertThat(database.query("select state from migrator_applied where revision = 'fill'"))
                .containsExactly("interrupted");

        Files.writeString(
                folder.resolve("fill.sql"),
                "-- migrator: repeatable fill\n-- migrator: transactional false\n"
                        + "create index concurrently if not exists by_name on people (name);\n");
        assertThat(done(migrator.upgrade("head")))
                .containsExactly("+repeatable fill", "+repeatable names", "+repeatable initials");
        assertThat(migrator.upgrade("head").plan().isEmpty()).isTrue();
    }

    @Test
    void code_that_is_older_than_the_database_replaces_nothing(TestDatabase database) throws Exception {
        on(database).upgrade("head");
        Files.delete(folder.resolve("aa12.sql"));
        repeatable("names", "", "create or replace view names as select name from people where false;");

        RunReport report = on(database).upgrade("head");
        assertThat(report.plan().isEmpty()).isTrue();
        assertThat(String.join(" ", report.plan().notices()))
                .contains("the database is ahead of the code")
                .contains("repeatables are left to code that knows these: names")
                .doesNotContain("wait");
        on(database).requireUpToDate();
    }

    @Test
    void one_that_the_code_no_longer_has_is_told_and_left(TestDatabase database) throws Exception {
        on(database).upgrade("head");
        Files.delete(folder.resolve("initials.sql"));

        assertThat(on(database).upgrade("head").plan().isEmpty()).isTrue();
        assertThat(on(database).status().repeatables())
                .extracting(unit -> unit.name() + " " + unit.state().label())
                .containsExactly("names applied", "initials unknown");
    }

    @Test
    void a_script_does_what_a_run_does(TestDatabase scripted, TestDatabase run, PostgresPrograms programs)
            throws Exception {
        String rows =
                "select kind || ' ' || revision || ' ' || state || ' ' || down_revisions::text || depends_on::text"
                        + " || message || fingerprint || coalesce(sql_fingerprint, '-') from migrator_applied order by 1";
        Migrator migrator = on(scripted);
        on(run).upgrade("head");

        String up = migrator.script(migrator.plan("head"), false).text();
        assertThat(programs.psql(scripted, up))
                .satisfies(ended -> assertThat(ended.exit()).as(ended.output()).isZero());
        assertThat(scripted.query(rows)).isEqualTo(run.query(rows));
        assertThat(programs.schema(scripted)).isEqualTo(programs.schema(run));
        assertThat(migrator.upgrade("head").plan().isEmpty()).isTrue();

        String down = migrator.script(migrator.planDowngrade("-1"), false).text();
        assertThat(programs.psql(scripted, down))
                .satisfies(ended -> assertThat(ended.exit()).as(ended.output()).isZero());
        on(run).downgrade("-1");
        assertThat(scripted.query(rows)).isEqualTo(run.query(rows)).hasSize(1);
    }

    @Test
    void where_no_database_is_asked_an_upgrade_runs_all_and_a_downgrade_takes_all_away() {
        Migrator migrator = Migrator.configure()
                .folders(List.of(folder))
                .assuming(List.of("head"))
                .build();
        assertThat(told(migrator.plan("head").steps())).containsExactly("+repeatable names", "+repeatable initials");
        assertThat(told(migrator.planDowngrade("base").steps()))
                .containsExactly("-repeatable initials", "-repeatable names", "-revision aa12", "-revision aa11");
    }

    @Test
    void a_dry_run_runs_them_and_rolls_them_back(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        assertThat(migrator.dryRun(migrator.plan("head")).steps()).hasSize(4);
        assertThat(database.objects()).isEmpty();
    }

    @Revision(id = "ab11")
    public static final class Table implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table things (id int)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop table things");
        }
    }

    @Repeatable(name = "thing_count", message = "how many")
    public static final class Count implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create or replace function thing_count() returns bigint language sql as"
                    + " 'select count(*) from things'");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop function thing_count()");
        }
    }

    @Test
    void a_class_may_be_one(TestDatabase database) throws Exception {
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(List.of(new Table(), new Count()))
                .build();
        migrator.upgrade("head");
        assertThat(database.query("select thing_count()")).containsExactly("0");
        assertThat(migrator.upgrade("head").plan().isEmpty()).isTrue();
        migrator.downgrade("base");
        assertThat(database.objects()).noneMatch(each -> each.contains("thing"));
    }

    @Test
    void what_a_precondition_left_out_counts_as_there_and_that_is_told(TestDatabase database) throws Exception {
        revision(
                "cc11",
                "aa12\n-- migrator: precondition skip absent imported",
                "create table imported (id int);",
                "drop table imported;");
        repeatable("on_imported", "cc11", "create or replace view on_imported as select id from imported;");
        database.execute("create table imported (id int)");
        Migrator migrator = on(database);
        migrator.upgrade("head");
        assertThat(database.query("select count(*) from on_imported")).containsExactly("0");

        repeatable(
                "on_imported", "cc11", "create or replace view on_imported as select id from imported where id > 0;");
        assertThat(migrator.upgrade("head").plan().notices())
                .containsExactly("repeatable on_imported runs as if the database had what cc11 does, whose body a"
                        + " precondition left out");
    }
}
