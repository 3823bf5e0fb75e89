// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that empty one database at once, or are killed while they do. */
@ExtendWith(FreshDatabase.class)
@Timeout(180)
class CleanProcessesIT {

    @Test
    void of_two_processes_one_drops_and_the_other_finds_nothing_or_waits(TestDatabase database) throws Exception {
        database.execute("create table a (id int); create table b (id int); create view v as select * from a");

        ChildProcess first = clean(database);
        ChildProcess second = clean(database);

        List<ChildProcess.Result> results = List.of(first.await(), second.await());
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.output()).isZero());
        assertThat(results)
                .extracting(result -> result.output().strip())
                .containsExactlyInAnyOrder("3 dropped", "0 dropped");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_process_that_is_killed_while_it_drops_leaves_everything(TestDatabase database) throws Exception {
        database.execute("create table a (id int); create table b (id int); create table c (id int)");
        List<String> before = database.objects();
        ChildProcess killed;
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from b");
            killed = clean(database);
            database.await("select 1 from pg_locks where not granted and relation = 'b'::regclass");
            assertThat(database.query("select 1 from pg_locks where granted and relation = 'a'::regclass"
                            + " and mode = 'AccessExclusiveLock'"))
                    .hasSize(1);
            killed.kill();
            database.await("select 1 where not exists (select from pg_stat_activity where application_name = 'child'"
                    + " and datname = current_database())");
        }

        assertThat(database.objects()).isEqualTo(before);
        assertThat(clean(database).await().output()).contains("3 dropped");
    }

    private static ChildProcess clean(TestDatabase database) throws IOException {
        return ChildProcess.run(database, "dev.migrator.fixtures.shop", "clean", "");
    }
}
