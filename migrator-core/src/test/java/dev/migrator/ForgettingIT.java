// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.plan.Plan;
import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.Status;
import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Repeatables and seeds whose code is gone for good, and how their record goes. */
@ExtendWith(FreshDatabase.class)
class ForgettingIT {

    private static final String ROWS =
            "select kind || ' ' || revision from migrator_applied where kind <> 'revision' order by 1";
    private static final String HISTORY = "select kind || ' ' || revision || ' ' || outcome || ', ' || note"
            + " from migrator_history where operation = 'repair' order by id";

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws Exception {
        file("aa11", "revision aa11\n-- migrator: upgrade\ncreate table people (id int primary key);");
        file("ids", "repeatable ids\ncreate or replace view ids as select id from people;");
        file("kept", "repeatable kept\ncreate or replace view kept as select id from people;");
        file("admins", "seed admins\n-- migrator: apply\ninsert into people values (1);");
        file("guests", "seed guests\n-- migrator: apply\ninsert into people values (2);");
    }

    private void file(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name + ".sql"), "-- migrator: " + text + "\n");
    }

    private Migrator on(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
    }

    private void goneAreIdsAndAdmins(TestDatabase database) throws Exception {
        on(database).upgrade("head");
        on(database).seeds().apply();
        Files.delete(folder.resolve("ids.sql"));
        Files.delete(folder.resolve("admins.sql"));
    }

    @Test
    void what_is_gone_from_the_code_is_forgotten_and_what_it_made_stays(TestDatabase database) throws Exception {
        goneAreIdsAndAdmins(database);
        Migrator migrator = on(database);
        RepairRequest request = RepairRequest.forgetting("ids", "admins");

        Plan plan = migrator.planRepair(request);
        assertThat(plan.notices()).singleElement().asString().contains("only the record goes");
        assertThat(database.query(ROWS)).hasSize(4);
        assertThat(migrator.repair(request).done()).hasSize(2);

        assertThat(database.query(ROWS)).containsExactly("repeatable kept", "seed guests");
        assertThat(database.query(HISTORY))
                .containsExactly(
                        "repeatable ids done, forgotten, as the code no longer has it",
                        "seed admins done, forgotten, as the code no longer has it");
        assertThat(database.query("select count(*) from ids")).containsExactly("2");
        assertThat(Stream.of(migrator.status().repeatables(), migrator.status().seeds())
                        .flatMap(List::stream)
                        .map(Status.Unit::name))
                .hasToString("[kept, guests]");
        assertThatThrownBy(() -> migrator.repair(request)).hasMessageContaining("there is none that the code lacks");
        assertThatThrownBy(() -> migrator.run(plan))
                .as("a plan that was shown is not run twice")
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void what_the_code_has_and_what_nobody_has_is_refused(TestDatabase database) throws Exception {
        goneAreIdsAndAdmins(database);

        assertThatThrownBy(() -> on(database)
                        .repair(RepairRequest.forgetting(
                                "kept", "guests", "aa11", "admin", "nobody", "after-upgrade", "ids")))
                .hasMessageContaining("cannot repair kept: the code has this repeatable (" + folder.resolve("kept.sql")
                        + ":1); an upgrade runs it again once its text has changed")
                .hasMessageContaining(
                        "cannot repair guests: the code has this seed (" + folder.resolve("guests.sql")
                                + ":1); seed remove guests takes its data away, and seed apply guests --again applies it once more")
                .hasMessageContaining("cannot repair aa11: it is a revision; downgrade undoes it")
                .hasMessageContaining("it is a hook; --not-applied after-upgrade has one forgotten that is owed")
                .hasMessageContaining("no repeatable or seed of that name; did you mean admins?")
                .hasMessageContaining("those that the code lacks are admins, ids");
        assertThat(database.query(ROWS)).hasSize(4);
        assertThat(database.query(HISTORY)).isEmpty();
    }

    @Test
    void of_one_that_was_interrupted_it_is_said_that_it_runs_again(TestDatabase database) throws Exception {
        on(database).upgrade("head");
        database.execute("update migrator_applied set state = 'interrupted' where revision = 'kept'");

        assertThatThrownBy(() -> on(database).repair(RepairRequest.forgetting("kept")))
                .hasMessageContaining(":1); it was interrupted, and the next upgrade runs it again");
    }

    @Test
    void one_that_has_another_kind_in_the_code_now_is_forgotten_as_what_it_was(TestDatabase database) throws Exception {
        goneAreIdsAndAdmins(database);
        file("ids", "seed ids\n-- migrator: apply\ninsert into people values (3);");
        on(database).seeds().apply("ids");

        assertThat(on(database).repair(RepairRequest.forgetting("ids")).done()).hasSize(1);

        assertThat(database.query(ROWS)).containsExactly("repeatable kept", "seed admins", "seed guests", "seed ids");
    }

    @Test
    void older_code_forgets_nothing(TestDatabase database) throws Exception {
        file("aa12", "revision aa12\n-- migrator: downRevision aa11\n-- migrator: upgrade\nselect 1;");
        goneAreIdsAndAdmins(database);
        Files.delete(folder.resolve("aa12.sql"));

        assertThatThrownBy(() -> on(database).repair(RepairRequest.forgetting("ids")))
                .hasMessageContaining("not forgotten: the database has aa12, which the code does not")
                .hasMessageContaining("bring the code up to date, which may have ids, too");
        assertThat(database.query(ROWS)).hasSize(4);
    }

    @Test
    void of_two_processes_one_forgets_it_and_the_other_is_told(TestDatabase database) throws Exception {
        goneAreIdsAndAdmins(database);
        List<ChildProcess> both = List.of(child(database), child(database));

        List<ChildProcess.Result> results =
                List.of(both.get(0).await(), both.get(1).await());

        assertThat(results)
                .filteredOn(result -> result.exitCode() == 0)
                .singleElement()
                .satisfies(result -> assertThat(result.output()).contains("1 done"));
        assertThat(database.query(HISTORY)).hasSize(1);
        assertThat(database.query(ROWS)).doesNotContain("seed admins");
    }

    @Test
    void a_process_that_is_killed_while_it_records_forgets_nothing(TestDatabase database) throws Exception {
        goneAreIdsAndAdmins(database);
        database.execute("create function held() returns trigger language plpgsql as"
                + " 'begin perform pg_advisory_xact_lock(42); return new; end';"
                + " create trigger held before insert on migrator_history for each row execute function held()");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(42)");
            ChildProcess killed = child(database);
            database.await("select 1 from pg_locks where not granted and locktype = 'advisory' and objid = 42");
            killed.kill();
            database.await("select 1 where not exists (select from pg_stat_activity where application_name = 'child'"
                    + " and datname = current_database())");
        }

        assertThat(database.query(ROWS)).contains("seed admins");
        assertThat(database.query(HISTORY)).isEmpty();
        assertThat(child(database).await().output()).contains("1 done");
        assertThat(database.query(ROWS)).doesNotContain("seed admins");
        assertThat(database.query(HISTORY)).hasSize(1);
    }

    private ChildProcess child(TestDatabase database) throws Exception {
        return ChildProcess.run(database, folder.toString(), "forget", "admins");
    }
}
