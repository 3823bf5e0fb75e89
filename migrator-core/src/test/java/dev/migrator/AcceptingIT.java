// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.SeedRequest;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Repeatables and seeds by their names, where revisions have been meant alone. */
@ExtendWith(FreshDatabase.class)
class AcceptingIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws Exception {
        file("aa11", "revision aa11\n-- migrator: upgrade\ncreate table people (id int primary key);");
        file("ids", "repeatable ids\ncreate or replace view ids as select id from people;");
        file("admins", "seed admins\n-- migrator: apply\ninsert into people values (1);");
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

    private void bothHaveChanged(TestDatabase database) throws Exception {
        on(database).upgrade("head");
        on(database).seeds().apply();
        file("ids", "repeatable ids\ncreate or replace view ids as select id from people; -- the same\nselect 1;");
        file("admins", "seed admins\n-- migrator: apply\ninsert into people values (+1);");
    }

    @Test
    void a_changed_one_is_accepted_and_not_run_again(TestDatabase database) throws Exception {
        bothHaveChanged(database);
        Migrator migrator = on(database);

        assertThat(migrator.repair(RepairRequest.accepting("ids", "admins")).done())
                .hasSize(2);

        assertThat(migrator.upgrade("head").done()).isEmpty();
        assertThat(migrator.seeds().apply().done())
                .as("it would have violated the key")
                .isEmpty();
        assertThat(migrator.repair(RepairRequest.accepting("ids", "admins")).done())
                .isEmpty();
        assertThat(database.query("select kind || ' ' || revision || ', ' || note from migrator_history"
                        + " where operation = 'repair' order by id"))
                .containsExactlyInAnyOrder(
                        "repeatable ids, accepted the present code", "seed admins, accepted the present code");
    }

    @Test
    void what_cannot_be_accepted_is_refused_with_the_reason(TestDatabase database) throws Exception {
        bothHaveChanged(database);
        file("late", "seed late\n-- migrator: apply\nselect 1;");
        Files.delete(folder.resolve("ids.sql"));
        RepairRequest request = new RepairRequest(List.of("late", "ids", "admin"), List.of("admins"), List.of());

        assertThatThrownBy(() -> on(database).repair(request))
                .hasMessageContaining("cannot repair late: this seed has not run here; seed apply late runs it")
                .hasMessageContaining("cannot repair ids: the code does not have this repeatable; bring the code up to"
                        + " date, or, if it is gone for good, take its record away with --forget ids")
                .hasMessageContaining("no revision has an id or a label 'admin'; did you mean admins?")
                .hasMessageContaining("cannot repair admins: a seed is no revision");
    }

    @Test
    void older_code_is_not_accepted(TestDatabase database) throws Exception {
        file("aa12", "revision aa12\n-- migrator: downRevision aa11\n-- migrator: upgrade\nselect 1;");
        bothHaveChanged(database);
        Files.delete(folder.resolve("aa12.sql"));

        assertThatThrownBy(() -> on(database).repair(RepairRequest.accepting("admins")))
                .hasMessageContaining("not repaired: the database has aa12, which the code does not");
    }

    @Test
    void targets_and_the_log_know_what_has_the_name(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        HistoryFilter ids = HistoryFilter.ALL.of("ids");
        assertThat(migrator.log().entries(ids)).as("it never ran").isEmpty();
        migrator.upgrade("head");

        assertThat(migrator.log().entries(ids)).hasSize(1);
        assertThatThrownBy(() -> migrator.log().entries(HistoryFilter.ALL.of("idz")))
                .hasMessageContaining("did you mean ids?");
        assertThatThrownBy(() -> migrator.upgrade("ids"))
                .hasMessageContaining("'ids' is a repeatable, and no revision; an upgrade runs repeatables by itself");
        assertThatThrownBy(() -> migrator.downgrade("admins"))
                .hasMessageContaining("'admins' is a seed, and no revision; seed apply and seed remove are for seeds");
    }

    @Test
    void a_seed_that_only_the_database_has_can_be_asked_for(TestDatabase database) throws Exception {
        on(database).upgrade("head");
        on(database).seeds().apply();
        Files.delete(folder.resolve("admins.sql"));

        assertThat(on(database).seeds().status(SeedRequest.of("admins")))
                .singleElement()
                .satisfies(seed -> assertThat(seed.state().label()).isEqualTo("unknown"));
        assertThatThrownBy(() -> on(database).seeds().status(SeedRequest.of("admins", "nobody")))
                .hasMessageContaining("there is no seed 'nobody'");
        assertThatThrownBy(() -> on(database).seeds().apply("admins"))
                .hasMessageContaining("take its record away with repair --forget admins");
    }
}
