// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.listen.MigrationListener;
import dev.migrator.migration.Csv;
import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;
import dev.migrator.plan.Plan;
import dev.migrator.plan.SeedRequest;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** When it is forgotten that repeatables and seeds ran, and when they have moved since a plan was made. */
@ExtendWith(FreshDatabase.class)
class ForgottenUnitsIT {

    private static final String UNITS =
            "select kind || ' ' || revision from migrator_applied where kind <> 'revision' order by 1";

    @TempDir
    private Path folder;

    @BeforeEach
    void a_table_a_view_and_its_data() throws IOException {
        file("aa11", "revision aa11\nupgrade", "create table car (id int);\n-- migrator: downgrade\ndrop table car;");
        file("aa12", "revision aa12\ndownRevision aa11\nupgrade", "select 1;\n-- migrator: downgrade\nselect 1;");
        file(
                "cars",
                "repeatable cars\ndependsOn aa12\nupgrade",
                "create or replace view cars as select id from car;\n-- migrator: downgrade\ndrop view cars;");
        file(
                "first",
                "seed first\napply",
                "insert into car values (1);\n-- migrator: remove\ndelete from car where id = 1;");
        file("second", "seed second\ndependsOn first\nafter aa12\napply", "insert into car values (2);");
    }

    private void file(String name, String header, String sql) throws IOException {
        StringBuilder text = new StringBuilder();
        header.lines().forEach(line -> text.append("-- migrator: ").append(line).append('\n'));
        Files.writeString(
                folder.resolve(name + ".sql"), text.append(sql).append('\n').toString());
    }

    private Migrator on(TestDatabase database) {
        return builder(database).build();
    }

    private MigratorBuilder builder(TestDatabase database) {
        return Migrator.configure().dataSource(database.dataSource()).folders(List.of(folder));
    }

    private Migrator withAll(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("head");
        migrator.seeds().apply();
        assertThat(database.query(UNITS)).containsExactly("repeatable cars", "seed first", "seed second");
        return migrator;
    }

    @Test
    void a_seed_that_names_no_revision_is_forgotten_where_none_is_left(TestDatabase database) throws Exception {
        Migrator migrator = withAll(database);

        migrator.downgrade("-1");
        assertThat(database.query(UNITS)).containsExactly("seed first");
        migrator.downgrade("base");
        assertThat(database.query(UNITS)).isEmpty();

        migrator.upgrade("head");
        assertThat(migrator.seeds().apply().done()).hasSize(2);
        assertThat(database.query("select id from cars order by 1")).containsExactly("1", "2");
    }

    @Test
    void what_the_code_no_longer_has_or_says_is_forgotten_by_what_it_needed_when_it_ran(TestDatabase database)
            throws Exception {
        withAll(database);
        Files.delete(folder.resolve("second.sql"));
        file("cars", "repeatable cars\ndependsOn aa11", "create or replace view cars as select id from car;");

        on(database).downgrade("-1");

        assertThat(database.query(UNITS)).containsExactly("seed first");
        assertThat(database.query("select revision || ' ' || note from migrator_history where operation = 'downgrade'"
                        + " and kind = 'seed' order by id"))
                .containsExactly("second forgotten, to apply again");
    }

    @Test
    void a_way_back_that_fails_leaves_the_seeds_of_what_stays_as_they_are(TestDatabase database) throws Exception {
        file("aa12", "revision aa12\ndownRevision aa11\nupgrade", "select 1;\n-- migrator: downgrade\nselect 1 / 0;");
        withAll(database);

        assertThatThrownBy(() -> on(database).downgrade("base")).isInstanceOf(RunFailedException.class);

        assertThat(database.query(UNITS))
                .as("the view is made again by an upgrade, and no data is written twice")
                .containsExactly("seed first", "seed second");
    }

    @Test
    void a_stamp_that_starts_from_nothing_forgets_them_all_and_another_one_those_of_what_it_takes_away(
            TestDatabase database) throws Exception {
        Migrator migrator = withAll(database);

        migrator.stamp("aa11");
        assertThat(database.query(UNITS)).containsExactly("seed first");
        migrator.stamp("aa12");
        migrator.upgrade("head");
        migrator.seeds().apply();
        migrator.stamp(List.of("aa12"), true);
        assertThat(database.query(UNITS)).isEmpty();
    }

    @Test
    void of_two_relative_downgrades_at_once_one_takes_the_view_away_and_the_other_has_nothing_to_do(
            TestDatabase database) throws Exception {
        withAll(database);
        ExecutorService another = Executors.newSingleThreadExecutor();
        CountDownLatch waits = new CountDownLatch(1);
        List<Future<RunReport>> other = new ArrayList<>();
        Consumer<StepEvent> hears = event -> waits.countDown();
        Migrator second = builder(database).listener(hears).build();
        Migrator first = builder(database)
                .listener(new MigrationListener() {
                    @Override
                    public void beforeRun(Plan plan) throws Exception {
                        other.add(another.submit(() -> second.downgrade("-1")));
                        waits.await();
                    }
                })
                .build();
        try {
            assertThat(first.downgrade("-1").done()).hasSize(3);
            assertThat(other.get(0).get().done()).isEmpty();
        } finally {
            another.shutdownNow();
        }
        assertThat(on(database).current()).containsExactly(new RevisionId("aa11"));
    }

    @Test
    void an_older_release_does_not_put_its_data_over_newer(TestDatabase database) throws Exception {
        withAll(database);
        Files.delete(folder.resolve("cars.sql"));
        Files.delete(folder.resolve("second.sql"));
        Files.delete(folder.resolve("aa12.sql"));
        file("first", "seed first\napply", "insert into car values (99);");

        RunReport report = on(database).seeds().apply("first");

        assertThat(report.done()).isEmpty();
        assertThat(report.plan().notices())
                .anyMatch(notice -> notice.contains("the database is ahead of the code: it has aa12"));
        assertThat(on(database)
                        .seeds()
                        .apply(new SeedRequest(List.of("first"), List.of(), true))
                        .done())
                .hasSize(1);
    }

    @Revision(id = "cc11", transactional = false)
    static final class OutsideATransaction implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table rate (code text primary key, digits int)");
            Csv csv = Csv.of("code,digits\nEUR,2\nJPY,0\n");
            csv.upsert(db, "rate", "code");
            csv.upsert(db, "rate", "code");
        }
    }

    @Test
    void a_file_is_taken_into_a_table_outside_a_transaction_too(TestDatabase database) throws Exception {
        Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(new OutsideATransaction())
                .build()
                .upgrade("head");

        assertThat(database.query("select code || digits from rate order by 1")).containsExactly("EUR2", "JPY0");
    }

    @Test
    void a_plan_is_refused_where_another_run_has_applied_its_seed(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("head");
        Plan plan = migrator.seeds().planApply(SeedRequest.of());
        on(database).seeds().apply();

        assertThatThrownBy(() -> migrator.run(plan)).isInstanceOf(RefusedException.class);
        assertThat(database.query("select count(*) from car")).containsExactly("2");
    }

    @Test
    void a_script_applies_a_seed_once_and_again_only_where_that_is_meant(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("head");

        assertThat(twice(migrator, SeedRequest.of(), database, programs)).contains("seed first is there already");
        assertThat(database.query("select count(*) from car")).containsExactly("2");

        file("first", "seed first\napply", "insert into car values (3);");
        assertThat(twice(on(database), SeedRequest.of(), database, programs))
                .contains("seed first is not there, or there as this script would make it");
        assertThat(database.query("select count(*) from car")).containsExactly("3");

        String again = script(on(database), new SeedRequest(List.of("first"), List.of(), true));
        assertThat(programs.psql(database, again).exit()).isZero();
        assertThat(programs.psql(database, again).exit()).isZero();
        assertThat(database.query("select count(*) from car")).containsExactly("5");
    }

    private static String script(Migrator migrator, SeedRequest request) {
        return migrator.script(migrator.seeds().planApply(request), false).text();
    }

    private static String twice(
            Migrator migrator, SeedRequest request, TestDatabase database, PostgresPrograms programs) throws Exception {
        String script = script(migrator, request);
        PostgresPrograms.Ended first = programs.psql(database, script);
        assertThat(first.exit()).as(first.output()).isZero();
        PostgresPrograms.Ended second = programs.psql(database, script);
        assertThat(second.exit()).isNotZero();
        return second.output();
    }
}
