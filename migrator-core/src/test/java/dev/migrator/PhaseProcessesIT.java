// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that expand at once, or are killed while they do. */
@ExtendWith(FreshDatabase.class)
class PhaseProcessesIT {

    private static final String APPLIED = "select revision from migrator_applied order by 1";

    @TempDir
    private Path folder;

    @BeforeEach
    void twoThatAddAndOneThatTakesAway() throws IOException {
        file("aa11", "revision aa11", "create table users (name text);\ncreate table held (id int);");
        file(
                "aa12",
                "revision aa12\n-- migrator: downRevision aa11",
                "alter table users add given text;\nselect pg_sleep(600) where exists (select from held);");
        file(
                "aa13",
                "revision aa13\n-- migrator: downRevision aa12\n-- migrator: phase contract",
                "alter table users drop name;");
    }

    private void file(String name, String header, String sql) throws IOException {
        Files.writeString(
                folder.resolve(name + ".sql"), "-- migrator: " + header + "\n-- migrator: upgrade\n" + sql + "\n");
    }

    private ChildProcess child(TestDatabase database, String verb, String target) throws IOException {
        return ChildProcess.run(database, folder.toString(), verb, target);
    }

    private void killed(TestDatabase database, String verb, String target) throws Exception {
        child(database, verb, target).killAsleep(database);
    }

    @Test
    void two_at_once_leave_the_contract_to_none(TestDatabase database) throws Exception {
        ChildProcess first = child(database, "expand", "head");
        ChildProcess second = child(database, "expand", "head");

        assertThat(List.of(first.await(), second.await()))
                .extracting(result -> result.exitCode() + " " + result.output().strip())
                .containsExactlyInAnyOrder("0 2 done", "0 0 done");
        assertThat(database.query(APPLIED)).containsExactly("aa11", "aa12");
    }

    @Test
    void one_that_is_killed_leaves_what_was_done_and_the_next_goes_on_to_the_contract(TestDatabase database)
            throws Exception {
        assertThat(child(database, "upgrade", "aa11").await().output()).contains("1 done");
        database.execute("insert into held values (1)");
        killed(database, "expand", "head");

        assertThat(database.query(APPLIED)).containsExactly("aa11");
        database.execute("delete from held");
        assertThat(child(database, "expand", "head").await().output()).contains("1 done");
        assertThat(database.query(APPLIED)).containsExactly("aa11", "aa12");
        assertThat(database.query("select attname from pg_attribute where attrelid = 'users'::regclass and attnum > 0"))
                .containsExactlyInAnyOrder("name", "given");
    }
}
