// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.migration.MigrationFactory;
import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Status;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FreshDatabase.class)
class MigratorIT {

    private static Migrator shop(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .packages("dev.migrator.fixtures.shop")
                .build();
    }

    @Test
    void an_upgrade_applies_everything_below_its_target_and_a_downgrade_takes_it_away(TestDatabase database)
            throws Exception {
        Migrator migrator = shop(database);

        RunReport report = migrator.upgrade("head");

        assertThat(report.succeeded()).isTrue();
        assertThat(ids(report)).containsExactly("a1b2c3d4e5f6", "b1b2c3d4e5f6", "c1b2c3d4e5f6", "d1b2c3d4e5f6");
        assertThat(database.query("select column_name from information_schema.columns"
                        + " where table_name = 'users' order by ordinal_position"))
                .containsExactly("id", "name", "status", "email");
        assertThat(migrator.current()).containsExactly(new RevisionId("d1b2c3d4e5f6"));

        assertThat(ids(migrator.downgrade("-1"))).containsExactly("d1b2c3d4e5f6");
        assertThat(ids(migrator.downgrade("base"))).containsExactly("c1b2c3d4e5f6", "b1b2c3d4e5f6", "a1b2c3d4e5f6");
        assertThat(database.objects()).isEmpty();
        assertThat(migrator.current()).isEmpty();
    }

    @Test
    void every_step_leaves_its_row_and_its_history(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        RunReport up = migrator.upgrade("status");
        migrator.downgrade("-1");

        assertThat(database.query("select revision || ' ' || state || ' ' || message from migrator_applied"))
                .containsExactly("a1b2c3d4e5f6 applied create users");
        assertThat(database.query("select revision from migrator_heads")).containsExactly("a1b2c3d4e5f6");
        assertThat(database.query("select operation || ' ' || revision || ' ' || outcome || ' ' || statements"
                        + " from migrator_history order by id"))
                .containsExactly(
                        "upgrade a1b2c3d4e5f6 done 1", "upgrade b1b2c3d4e5f6 done 1", "downgrade b1b2c3d4e5f6 done 1");
        assertThat(database.query("select distinct run_id from migrator_history where operation = 'upgrade'"))
                .containsExactly(up.runId().toString());
    }

    @Test
    void reading_creates_nothing_and_nothing_to_do_writes_nothing(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        assertThat(migrator.current()).isEmpty();
        assertThat(migrator.plan("head").steps()).hasSize(4);
        assertThat(migrator.upgrade("base").done()).isEmpty();
        assertThat(migrator.downgrade("base").done()).isEmpty();
        assertThat(database.query("select relname from pg_class where relname like 'migrator%'"))
                .isEmpty();
    }

    @Test
    void a_plan_is_run_as_it_is_or_refused_where_the_database_has_moved(TestDatabase database) {
        Migrator migrator = shop(database);
        Plan plan = migrator.plan("email");
        assertThat(ids(migrator.run(plan))).containsExactly("a1b2c3d4e5f6", "c1b2c3d4e5f6");
        assertThatThrownBy(() -> migrator.run(plan))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has moved");
    }

    @Test
    void the_start_up_guard_names_what_is_missing_and_lets_a_database_pass_that_is_ahead(TestDatabase database)
            throws Exception {
        Migrator migrator = shop(database);
        assertThatThrownBy(migrator::requireUpToDate)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("lacks 4 revision(s)")
                .hasMessageContaining("a1b2c3d4e5f6, b1b2c3d4e5f6, c1b2c3d4e5f6, d1b2c3d4e5f6");
        migrator.upgrade("head");
        database.execute("insert into migrator_applied (kind, revision, state, down_revisions, run_id)"
                + " values ('revision', 'fromthefuture', 'applied', '{d1b2c3d4e5f6}', gen_random_uuid())");
        migrator.requireUpToDate();
        assertThat(migrator.status().in(Status.State.UNKNOWN)).containsExactly(new RevisionId("fromthefuture"));
        assertThat(migrator.current()).containsExactly(new RevisionId("fromthefuture"));
        assertThat(migrator.upgrade("head").plan().notices()).first().asString().contains("ahead of the code");
        assertThatThrownBy(() -> migrator.downgrade("base"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("fromthefuture");
    }

    @Test
    void a_stamp_records_and_runs_nothing(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        migrator.stamp("status");
        assertThat(database.objects()).isEmpty();
        assertThat(migrator.current()).containsExactly(new RevisionId("b1b2c3d4e5f6"));
        assertThat(database.query("select distinct operation from migrator_history"))
                .containsExactly("stamp");
        migrator.stamp("base");
        assertThat(migrator.current()).isEmpty();
    }

    @Test
    void a_gap_is_refused_and_filled_where_that_is_asked_for(TestDatabase database) throws Exception {
        Migrator migrator = shop(database);
        migrator.upgrade("head");
        database.execute("delete from migrator_applied where revision = 'c1b2c3d4e5f6'");
        database.execute("alter table users drop column email");
        assertThat(migrator.status().in(Status.State.GAP)).containsExactly(new RevisionId("c1b2c3d4e5f6"));
        assertThatThrownBy(() -> migrator.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("c1b2c3d4e5f6")
                .hasMessageContaining("--fill-gaps");
        assertThat(ids(migrator.upgrade("head", new UpgradeOptions(true, false, true))))
                .containsExactly("c1b2c3d4e5f6");
    }

    @Test
    void instances_can_come_from_elsewhere_than_the_constructor(TestDatabase database) {
        List<String> made = new ArrayList<>();
        Migrator.configure()
                .dataSource(database.dataSource())
                .packages("dev.migrator.fixtures.shop")
                .factory(type -> {
                    made.add(type.getSimpleName());
                    return MigrationFactory.CONSTRUCTOR.create(type);
                })
                .build()
                .upgrade("status");
        assertThat(made).containsExactly("CreateUsers", "AddStatus");
    }

    private static List<String> ids(RunReport report) {
        return report.done().stream().map(result -> result.step().id().value()).toList();
    }
}
