// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.migration.Csv;
import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.migration.Rows;
import dev.migrator.migration.Seed;
import dev.migrator.migration.Seeder;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.Script;
import dev.migrator.plan.SeedRequest;
import dev.migrator.plan.Step;
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

/** Data that somebody applies and removes by name. */
@ExtendWith(FreshDatabase.class)
class SeedIT {

    private static final String HISTORY = "select kind || ' ' || revision || ' ' || operation || ' ' || outcome"
            + " from migrator_history where kind = 'seed' order by id";

    @TempDir
    private Path folder;

    @BeforeEach
    void aTableAndThreeSeeds() throws IOException {
        file(
                "aa11",
                "-- migrator: revision aa11\n-- migrator: branchLabels people\n-- migrator: upgrade\n"
                        + "create table people (id int primary key, name text);\n-- migrator: downgrade\ndrop table people;");
        file("aa12", "-- migrator: revision aa12\n-- migrator: downRevision aa11\n-- migrator: upgrade\nselect 1;");
        seed("admins", "after people", "insert into people values (1, 'root');", "delete from people where id = 1;");
        seed(
                "guests",
                "dependsOn admins\n-- migrator: profiles dev, test",
                "insert into people select id + 1, 'guest' from people where id = 1;",
                "delete from people where id = 2;");
        seed("late", "after aa12\n-- migrator: profiles late", "insert into people values (9, 'late');", "");
    }

    private Migrator on(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".sql"), text + "\n");
    }

    private void seed(String name, String header, String apply, String remove) throws IOException {
        file(
                name,
                "-- migrator: seed " + name + "\n-- migrator: " + header + "\n-- migrator: apply\n" + apply
                        + (remove.isEmpty() ? "" : "\n-- migrator: remove\n" + remove));
    }

    private static List<String> done(RunReport report) {
        return report.done().stream().map(result -> told(result.step())).toList();
    }

    private static String told(Step step) {
        return (step.isUp() ? "+" : "-") + step.id();
    }

    private static SeedRequest dev() {
        return new SeedRequest(List.of(), List.of("dev"), false);
    }

    @Test
    void they_are_applied_by_profile_each_after_what_it_depends_on_and_never_twice(TestDatabase database)
            throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("aa11");

        assertThat(done(migrator.seeds().apply())).containsExactly("+admins");
        assertThat(done(migrator.seeds().apply(dev()))).containsExactly("+guests");
        assertThat(migrator.seeds().apply(dev()).plan().isEmpty()).isTrue();
        assertThat(database.query("select name from people order by id")).containsExactly("root", "guest");
        assertThat(database.query("select kind || ' ' || revision || ' ' || depends_on::text from migrator_applied"
                        + " where kind = 'seed' order by 1"))
                .containsExactly("seed admins {aa11}", "seed guests {admins}");
        assertThat(database.query(HISTORY))
                .containsExactly("seed admins seed-apply done", "seed guests seed-apply done");
        assertThat(migrator.current()).hasToString("[aa11]");
        assertThat(migrator.upgrade("head").done())
                .as("an upgrade knows nothing of seeds")
                .hasSize(1);
    }

    @Test
    void one_that_is_named_brings_what_it_depends_on_and_one_that_is_removed_takes_what_depends_on_it(
            TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("head");

        assertThat(done(migrator.seeds().apply("guests"))).containsExactly("+admins", "+guests");
        assertThat(done(migrator.seeds().remove("admins"))).containsExactly("-guests", "-admins");
        assertThat(database.query("select count(*) from people")).containsExactly("0");
        assertThat(migrator.seeds().remove("admins").plan().isEmpty()).isTrue();
        assertThat(database.query(HISTORY)).endsWith("seed guests seed-remove done", "seed admins seed-remove done");
    }

    @Test
    void one_that_changed_is_applied_again_and_so_is_one_that_somebody_wants_again(TestDatabase database)
            throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("head");
        migrator.seeds().apply();
        seed(
                "admins",
                "after people",
                "insert into people values (1, 'admin') on conflict (id) do update set name = excluded.name;",
                "delete from people where id = 1;");

        assertThat(migrator.seeds().status().get(0).state().label()).isEqualTo("changed");
        assertThat(done(migrator.seeds().apply())).containsExactly("+admins");
        assertThat(database.query("select name from people")).containsExactly("admin");
        assertThat(done(migrator.seeds().apply(new SeedRequest(List.of("admins"), List.of(), true))))
                .containsExactly("+admins");
    }

    @Test
    void what_cannot_be_is_refused_before_anything_is_done(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("aa11");

        assertThatThrownBy(() -> migrator.seeds().apply("admins", "late"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("/late.sql:1) needs aa12, which the database does not have; upgrade first");
        assertThatThrownBy(() -> migrator.seeds().apply("nobody"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no seed 'nobody'; there are admins, guests, late");
        assertThatThrownBy(() -> migrator.seeds().apply(new SeedRequest(List.of(), List.of("prod"), false)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no seed has the profile 'prod'; there are dev, late, test");
        assertThatThrownBy(() -> migrator.seeds().apply(new SeedRequest(List.of("guests"), List.of("late"), false)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("/guests.sql:1) is for the profiles dev, test only");
        assertThat(database.query("select count(*) from migrator_applied where kind = 'seed'"))
                .containsExactly("0");

        migrator.upgrade("head");
        migrator.seeds().apply("late");
        assertThatThrownBy(() -> migrator.seeds().remove("late"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no remove is declared by late");
        Files.delete(folder.resolve("guests.sql"));
        assertThatThrownBy(() -> on(database).seeds().remove("guests"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no seed 'guests'");
    }

    @Test
    void one_that_fails_leaves_nothing_and_those_before_it_stay(TestDatabase database) throws Exception {
        seed("guests", "dependsOn admins", "insert into people values (2, 'guest');\nselect 1 / 0;", "");
        Migrator migrator = on(database);
        migrator.upgrade("head");

        assertThatThrownBy(() -> migrator.seeds().apply("guests")).isInstanceOf(RunFailedException.class);
        assertThat(database.query("select name from people")).containsExactly("root");
        assertThat(database.query(HISTORY))
                .containsExactly("seed admins seed-apply done", "seed guests seed-apply failed");
        seed("guests", "dependsOn admins", "select pg_terminate_backend(pg_backend_pid());", "");
        assertThatThrownBy(() -> on(database).seeds().apply("guests")).isInstanceOf(MigratorException.class);
        seed("guests", "dependsOn admins", "insert into people values (2, 'guest');", "");
        assertThat(done(on(database).seeds().apply("guests"))).containsExactly("+guests");
    }

    @Test
    void a_downgrade_makes_those_forgotten_whose_revision_it_undoes(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        Files.writeString(
                folder.resolve("aa12.sql"),
                "-- migrator: revision aa12\n-- migrator: downRevision aa11\n-- migrator: upgrade\nselect 1;\n"
                        + "-- migrator: downgrade\nselect 1;\n");
        migrator.upgrade("head");
        migrator.seeds().apply("guests", "late");

        migrator.downgrade("-1");
        assertThat(database.query("select revision from migrator_applied where kind = 'seed' order by 1"))
                .containsExactly("admins", "guests");
        migrator.downgrade("base");
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
        migrator.upgrade("head");
        assertThat(done(migrator.seeds().apply("guests"))).containsExactly("+admins", "+guests");
    }

    @Test
    void a_script_does_what_a_run_does(TestDatabase scripted, TestDatabase run, PostgresPrograms programs)
            throws Exception {
        on(scripted).upgrade("head");
        on(run).upgrade("head");
        on(run).seeds().apply("guests");
        Migrator migrator = on(scripted);

        String script = migrator.script(migrator.seeds().planApply(SeedRequest.of("guests")), false)
                .text();
        PostgresPrograms.Ended ended = programs.psql(scripted, script);
        assertThat(ended.exit()).as(ended.output()).isZero();
        String rows = "select kind || revision || depends_on::text || fingerprint || downgrade_sql::text"
                + " from migrator_applied where kind = 'seed' order by 1";
        assertThat(scripted.query(rows)).isEqualTo(run.query(rows)).hasSize(2);
        assertThat(scripted.query("select name from people order by id")).containsExactly("root", "guest");
        assertThat(migrator.dryRun(migrator.seeds().planRemove(SeedRequest.of("admins")))
                        .steps())
                .hasSize(2);
        assertThat(scripted.query("select count(*) from people")).containsExactly("2");
    }

    @Revision(id = "ab11")
    public static final class Currencies implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table currency (code text primary key, name text, digits int, note text default '-')");
            db.execute("create table \"Rate Table\" (a text, b text, rate numeric, primary key (a, b))");
        }
    }

    @Seed(name = "euro", after = "ab11", message = "the currencies")
    public static final class Euro implements Seeder {

        private static final Rows ROWS = Rows.of("currency", "code", "name", "digits")
                .row("EUR", "Euro", 2)
                .row("JPY", "Yen", 0);

        @Override
        public void apply(DSLContext db) {
            assertThat(ROWS.upsert(db)).isEqualTo(2);
            assertThat(ROWS.upsert(db)).as("they are there").isZero();
            db.execute("update currency set digits = 7, note = 'mine' where code = 'EUR'");
            db.execute("insert into currency (code) values ('XXX')");
            assertThat(ROWS.upsert(db)).isEqualTo(1);
        }

        @Override
        public void remove(DSLContext db) {
            ROWS.delete(db);
        }
    }

    @Seed(name = "rates", after = "ab11", dependsOn = "euro")
    public static final class Rates implements Seeder {
        @Override
        public void apply(DSLContext db) {
            Csv csv = Csv.of("\uFEFFrate,\"b\",a\n1.5,\"U,S\"\"D\",EUR\n2,JPY,EUR\n");
            assertThat(csv.load(db, "Rate Table")).isEqualTo(2);
            assertThat(csv.upsert(db, "Rate Table", "a", "b")).isZero();
            assertThat(Csv.of("a,b,rate\nEUR,JPY,3\nEUR,CHF,1\n").upsert(db, "Rate Table", "a", "b"))
                    .isEqualTo(2);
            Rows.of("Rate Table", "a", "b", "rate")
                    .key("a", "b")
                    .row("EUR", "CHF", 1)
                    .row("EUR", "JPY", 3)
                    .only(db);
        }
    }

    @Test
    void a_class_may_be_one_with_help_for_rows_and_for_files(TestDatabase database) throws Exception {
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(List.of(new Currencies(), new Euro(), new Rates()))
                .build();
        migrator.upgrade("head");

        assertThat(done(migrator.seeds().apply("rates"))).containsExactly("+euro", "+rates");
        assertThat(database.query("select concat_ws(' ', code, name, digits, note) from currency order by 1"))
                .containsExactly("EUR Euro 2 mine", "JPY Yen 0 -", "XXX -");
        assertThat(database.query("select a || b || rate from \"Rate Table\" order by 1"))
                .containsExactly("EURCHF1", "EURJPY3");
        assertThatThrownBy(() -> migrator.seeds().remove("euro"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no remove is declared by rates");
        database.execute("delete from migrator_applied where revision = 'rates'");
        migrator.seeds().remove("euro");
        assertThat(database.query("select code from currency")).containsExactly("XXX");
    }

    @Seed(name = "yen", after = "ab11")
    public static final class Yen implements Seeder {
        @Override
        public void apply(DSLContext db) {
            Rows.of("currency", "code", "name", "digits")
                    .row("JPY", "it's Yen", 0)
                    .upsert(db);
        }

        @Override
        public void remove(DSLContext db) {
            Rows.of("currency", "code").row("JPY").delete(db);
        }
    }

    @Seed(name = "file", after = "ab11")
    public static final class FromFile implements Seeder {
        @Override
        public void apply(DSLContext db) {
            Csv.of("code\nCHF\n").load(db, "currency");
        }
    }

    @Test
    void rows_can_be_written_as_a_script_and_a_file_cannot(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(List.of(new Currencies(), new Yen(), new FromFile()))
                .build();
        migrator.upgrade("head");

        Script rows = migrator.script(migrator.seeds().planApply(SeedRequest.of("yen")), false);
        assertThat(rows.gaps()).isEmpty();
        PostgresPrograms.Ended ended = programs.psql(database, rows.text());
        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(database.query("select name from currency")).containsExactly("it's Yen");
        assertThat(database.query("select downgrade_sql is not null from migrator_applied where revision = 'yen'"))
                .containsExactly("t");
        assertThat(migrator.script(migrator.seeds().planApply(SeedRequest.of("file")), true)
                        .gaps())
                .hasSize(1);
    }
}
