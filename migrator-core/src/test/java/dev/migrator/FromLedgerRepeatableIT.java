// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Repeatables whose code is gone, and that stand in the way of the revisions below them. */
@ExtendWith(FreshDatabase.class)
class FromLedgerRepeatableIT {

    private static final String ROWS = "select kind || ' ' || revision from migrator_applied order by 1";

    @TempDir
    private Path folder;

    @BeforeEach
    void aTableAndViewsOnIt() throws Exception {
        file("aa11", "revision aa11\n-- migrator: upgrade\nselect 1;\n-- migrator: downgrade\n");
        file(
                "aa12",
                "revision aa12\n-- migrator: downRevision aa11\n-- migrator: upgrade\ncreate table people (id int);"
                        + "\n-- migrator: downgrade\ndrop table people;");
        file(
                "a_base",
                "repeatable a_base\n-- migrator: dependsOn aa12\n-- migrator: upgrade\n"
                        + "create or replace view a_base as select id from people;\n-- migrator: downgrade\ndrop view a_base;");
        file(
                "z_top",
                "repeatable z_top\n-- migrator: dependsOn a_base\n-- migrator: upgrade\n"
                        + "create or replace view z_top as select id from a_base;\n-- migrator: downgrade\ndrop view z_top;");
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

    private Migrator older(TestDatabase database, String... gone) throws Exception {
        on(database).upgrade("head");
        for (String name : gone) {
            Files.delete(folder.resolve(name + ".sql"));
        }
        return on(database);
    }

    @Test
    void they_are_taken_away_first_each_before_what_it_is_built_on(TestDatabase database) throws Exception {
        Migrator older = older(database, "aa12", "a_base", "z_top");

        Plan plan = older.planDowngradeFromLedger("aa11");
        assertThat(plan.steps())
                .allMatch(Step.Undo.class::isInstance)
                .extracting(step -> step.kind().label() + " " + step.id())
                .containsExactly("repeatable z_top", "repeatable a_base", "revision aa12");
        RunReport report = older.run(plan);

        assertThat(report.done()).hasSize(3);
        assertThat(database.query(ROWS)).containsExactly("revision aa11");
        assertThat(database.query("select to_regclass('people')")).containsExactly((String) null);
        assertThat(database.query(
                        "select kind || ' ' || revision || ' ' || outcome || ', ' || note from migrator_history"
                                + " where operation = 'downgrade' and kind = 'repeatable' order by id"))
                .containsExactly(
                        "repeatable z_top done, by the SQL that the ledger kept",
                        "repeatable a_base done, by the SQL that the ledger kept");
    }

    @Test
    void so_are_they_where_every_revision_is_known(TestDatabase database) throws Exception {
        Migrator other = older(database, "a_base", "z_top");

        assertThat(other.planDowngrade("aa11").notices())
                .singleElement()
                .asString()
                .contains("what repeatables made that the code does not have stays in the database: z_top, a_base;"
                        + " --from-ledger takes it away");
        assertThatThrownBy(() -> other.downgrade("aa11"))
                .as("the views are in the way")
                .isInstanceOf(RunFailedException.class);
        assertThat(database.query(ROWS)).as("nothing is forgotten").hasSize(4);
        other.run(other.planDowngradeFromLedger("aa11"));

        assertThat(database.query(ROWS)).containsExactly("revision aa11");
    }

    @Test
    void one_without_a_way_back_in_the_ledger_stays_and_that_is_told(TestDatabase database) throws Exception {
        file(
                "z_top",
                "repeatable z_top\n-- migrator: dependsOn aa12\ncreate or replace view z_top as select 1 as one;");
        Migrator older = older(database, "aa12", "a_base", "z_top");

        Plan plan = older.planDowngradeFromLedger("aa11");

        assertThat(plan.notices())
                .anyMatch(notice ->
                        notice.endsWith("stays in the database: z_top; the ledger keeps no SQL that takes it away"));
        older.run(plan);
        assertThat(database.query(ROWS)).containsExactly("revision aa11");
        assertThat(database.query("select one from z_top")).containsExactly("1");
    }

    @Test
    void it_is_a_script_too_and_one_outside_a_transaction_stays_that(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        file(
                "z_top",
                "repeatable z_top\n-- migrator: dependsOn aa12\n-- migrator: transactional false\n-- migrator: upgrade\n"
                        + "create index concurrently if not exists z_top on people (id);\n-- migrator: downgrade\n"
                        + "drop index concurrently z_top;");
        Migrator older = older(database, "aa12", "a_base", "z_top");

        PostgresPrograms.Ended ended = programs.psql(
                database,
                older.script(older.planDowngradeFromLedger("aa11"), false).text());

        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(database.query(ROWS)).containsExactly("revision aa11");
    }
}
