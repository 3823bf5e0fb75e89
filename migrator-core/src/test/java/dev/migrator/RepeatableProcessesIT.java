// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.plan.Validation;
import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A repeatable outside a transaction: its way back, and processes that are killed in the middle of one. */
@ExtendWith(FreshDatabase.class)
class RepeatableProcessesIT {

    private static final String ROW =
            "select kind || ' ' || revision || ' ' || state from migrator_applied where kind <> 'revision'";
    private static final String ONE_MORE = "insert into trace values ('up');\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void aTable() throws Exception {
        Files.writeString(
                folder.resolve("aa11.sql"),
                "-- migrator: revision aa11\n-- migrator: upgrade\ncreate table people (name text);\n"
                        + "create table trace (what text);\n"
                        + "-- migrator: downgrade\ndrop table people;\ndrop table trace;\n");
    }

    private void repeatable(String upgrade, String downgrade) throws Exception {
        Files.writeString(
                folder.resolve("by_name.sql"),
                "-- migrator: repeatable by_name\n-- migrator: dependsOn aa11\n-- migrator: transactional false\n"
                        + "-- migrator: upgrade\n"
                        + "create index concurrently if not exists by_name on people (name);\n" + upgrade
                        + "-- migrator: downgrade\n" + downgrade + "drop index concurrently if exists by_name;\n");
    }

    private Migrator on(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
    }

    private ChildProcess child(TestDatabase database, String verb, String target) throws Exception {
        return ChildProcess.run(database, folder.toString(), verb, target);
    }

    private void killed(TestDatabase database, String verb, String target) throws Exception {
        child(database, verb, target).killAsleep(database);
    }

    private static List<String> states(Migrator migrator) {
        return migrator.status().repeatables().stream()
                .map(unit -> unit.name() + " " + unit.state().label())
                .toList();
    }

    @Test
    void of_two_processes_at_once_one_runs_it(TestDatabase database) throws Exception {
        repeatable("", "");
        ChildProcess first = child(database, "upgrade", "head");
        ChildProcess second = child(database, "upgrade", "head");

        assertThat(List.of(first.await(), second.await()))
                .extracting(result -> result.exitCode() + " " + result.output().strip())
                .containsExactlyInAnyOrder("0 2 done", "0 0 done");
        assertThat(database.query("select operation || ' ' || outcome from migrator_history where kind = 'repeatable'"
                        + " order by id"))
                .containsExactly("upgrade started", "upgrade done");
    }

    @Test
    void its_way_back_runs_before_what_it_builds_on_goes(TestDatabase database) throws Exception {
        repeatable("", "");
        on(database).upgrade("head");

        on(database).downgrade("base");

        assertThat(database.query("select to_regclass('people')")).containsExactly((String) null);
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
    }

    @Test
    void one_that_was_killed_is_interrupted_until_the_next_upgrade_ran_it_again(TestDatabase database)
            throws Exception {
        repeatable(ONE_MORE + "select pg_sleep(600) where (select count(*) from trace) = 1;\n", "");
        killed(database, "upgrade", "head");

        assertThat(states(on(database))).containsExactly("by_name interrupted");
        assertThat(on(database).status().dueRepeatables()).hasToString("[by_name]");
        Validation found = on(database).validate();
        assertThat(found.passed()).isFalse();
        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Validation.Kind.UNFINISHED);
            assertThat(finding.detail())
                    .startsWith("a repeatable, begun at ")
                    .endsWith("the next upgrade runs it again");
        });

        on(database).upgrade("head");

        assertThat(database.query("select what from trace")).containsExactly("up", "up");
        assertThat(states(on(database))).containsExactly("by_name applied");
        assertThat(on(database).validate().passed()).isTrue();
    }

    @Test
    void one_that_was_killed_on_its_way_back_can_go_back_and_forward(TestDatabase database) throws Exception {
        repeatable("", "select pg_sleep(600) where (select count(*) from trace) = 0;\n");
        on(database).upgrade("head");
        killed(database, "downgrade", "base");
        assertThat(database.query(ROW)).containsExactly("repeatable by_name interrupted");
        assertThat(states(on(database))).containsExactly("by_name interrupted");

        on(database).upgrade("head");
        assertThat(database.query(ROW)).containsExactly("repeatable by_name applied");
        killed(database, "downgrade", "base");
        database.execute(ONE_MORE);
        on(database).downgrade("base");

        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
    }
}
