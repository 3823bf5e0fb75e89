// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.outcome.StepFailure;
import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that ask preconditions at once, or are killed while they do. */
@ExtendWith(FreshDatabase.class)
@Timeout(180)
class PreconditionProcessesIT {

    private static final String ENTRIES = "select outcome || ' ' || coalesce(note, '-') from migrator_history";

    @Test
    void of_two_processes_one_skips_and_the_other_finds_nothing_to_do(TestDatabase database) throws Exception {
        database.execute("create table gate (id int); insert into gate values (1)");

        ChildProcess first = upgrade(database);
        ChildProcess second = upgrade(database);

        assertThat(List.of(first.await(), second.await()))
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.output()).isZero())
                .extracting(result -> result.output().strip())
                .containsExactlyInAnyOrder("1 done", "0 done");
        assertThat(database.query(ENTRIES)).containsExactly("done skipped: 'gate is empty' does not hold");
        assertThat(database.query("select sql_fingerprint from migrator_applied"))
                .containsExactly("skipped");
    }

    @Test
    void a_process_that_is_killed_while_it_asks_has_done_nothing(TestDatabase database) throws Exception {
        database.execute("create table gate (id int)");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table gate");
            ChildProcess killed = upgrade(database);
            database.await("select 1 from pg_locks where not granted and relation = 'gate'::regclass");
            killed.kill();
            database.await("select 1 where not exists (select from pg_stat_activity where application_name = 'child'"
                    + " and datname = current_database())");
        }
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
        assertThat(database.query(ENTRIES)).isEmpty();

        assertThat(upgrade(database).await().output().strip()).isEqualTo("1 done");
        assertThat(database.query("select to_regclass('passed')::text")).containsExactly("passed");
    }

    @Test
    void one_that_lets_the_run_lock_go_fails_the_step(@TempDir Path folder, TestDatabase database) throws Exception {
        for (String header : List.of("", "-- migrator: transactional false\n")) {
            for (String otherwise : List.of("halt", "skip", "warn")) {
                Files.writeString(
                        folder.resolve("aa11.sql"),
                        "-- migrator: revision aa11\n" + header + "-- migrator: precondition " + otherwise
                                + " query select pg_advisory_unlock_all() is not null\n"
                                + "-- migrator: upgrade\ncreate table made (id int);\n");
                Migrator migrator = Migrator.configure()
                        .dataSource(database.dataSource())
                        .folders(List.of(folder))
                        .build();

                StepFailure failure = catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"))
                        .report()
                        .failure()
                        .orElseThrow();

                assertThat(failure.reason()).contains("the run lock is no longer held");
                assertThat(failure.source()).startsWith("aa11.sql:");
                assertThat(migrator.current()).isEmpty();
                assertThat(database.query("select to_regclass('made')")).containsExactly((String) null);
            }
        }
    }

    private static ChildProcess upgrade(TestDatabase database) throws IOException {
        return ChildProcess.run(database, "dev.migrator.fixtures.gated", "upgrade", "head");
    }
}
