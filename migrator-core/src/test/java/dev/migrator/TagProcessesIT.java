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
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that set one tag at once, or are killed while they do. */
@ExtendWith(FreshDatabase.class)
class TagProcessesIT {

    private static final String ROWS = "select 1 from migrator_applied where kind = 'tag'"
            + " union all select 2 from migrator_history where kind = 'tag'";

    @Test
    void of_two_processes_one_sets_it_and_the_other_finds_it_there(TestDatabase database) throws Exception {
        assertThat(child(database, "upgrade", "head").await().exitCode()).isZero();
        ChildProcess first = child(database, "tag", "v1");
        ChildProcess second = child(database, "tag", "v1");

        assertThat(List.of(first.await(), second.await()))
                .extracting(result -> result.exitCode() + " " + result.output().strip())
                .containsExactlyInAnyOrder("0 1 done", "0 0 done");
        assertThat(database.query(ROWS)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void a_process_that_is_killed_while_it_records_leaves_neither_the_tag_nor_an_entry(TestDatabase database)
            throws Exception {
        assertThat(child(database, "upgrade", "head").await().exitCode()).isZero();
        database.execute("create function held() returns trigger language plpgsql as"
                + " 'begin perform pg_advisory_xact_lock(42); return new; end';"
                + " create trigger held before insert on migrator_history for each row execute function held()");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(42)");
            ChildProcess killed = child(database, "tag", "v1");
            database.await("select 1 from pg_locks where not granted and locktype = 'advisory' and objid = 42");
            killed.kill();
            database.await("select 1 where not exists (select from pg_stat_activity where application_name = 'child'"
                    + " and datname = current_database())");
        }

        assertThat(database.query(ROWS)).isEmpty();
        assertThat(child(database, "tag", "v1").await().output()).contains("1 done");
        assertThat(database.query(ROWS)).containsExactlyInAnyOrder("1", "2");
    }

    private static ChildProcess child(TestDatabase database, String verb, String target) throws IOException {
        return ChildProcess.run(database, "dev.migrator.fixtures.shop", verb, target);
    }
}
