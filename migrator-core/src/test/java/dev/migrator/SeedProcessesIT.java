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

/** Processes that apply and remove seeds at once, or are killed in the middle of one. */
@ExtendWith(FreshDatabase.class)
class SeedProcessesIT {

    private static final String HELD = "select pg_sleep(600) where exists (select from held);";
    private static final String ROWS = "select revision from migrator_applied where kind = 'seed' order by 1";
    private static final String HISTORY = "select revision || ' ' || operation || ' ' || outcome from migrator_history"
            + " where kind = 'seed' order by id";

    @TempDir
    private Path folder;

    @BeforeEach
    void twoSeeds() throws IOException {
        file("aa11", "revision aa11", "upgrade\ncreate table people (name text);\ncreate table held (id int);");
        file(
                "admins",
                "seed admins",
                "apply\ninsert into people values ('root');",
                "remove\ndelete from people where name = 'root';\n" + HELD);
        file(
                "guests",
                "seed guests\n-- migrator: dependsOn admins",
                "apply\ninsert into people values ('guest');\n" + HELD,
                "remove\ndelete from people where name = 'guest';");
    }

    private void file(String name, String... sections) throws IOException {
        Files.writeString(
                folder.resolve(name + ".sql"), "-- migrator: " + String.join("\n-- migrator: ", sections) + "\n");
    }

    private ChildProcess child(TestDatabase database, String verb, String target) throws IOException {
        return ChildProcess.run(database, folder.toString(), verb, target);
    }

    private void killed(TestDatabase database, String verb, String target) throws Exception {
        child(database, verb, target).killAsleep(database);
    }

    @Test
    void of_two_processes_one_applies_them_and_the_other_finds_them_there(TestDatabase database) throws Exception {
        assertThat(child(database, "upgrade", "head").await().exitCode()).isZero();
        ChildProcess first = child(database, "seed-apply", "guests");
        ChildProcess second = child(database, "seed-apply", "guests");

        assertThat(List.of(first.await(), second.await()))
                .extracting(result -> result.exitCode() + " " + result.output().strip())
                .containsExactlyInAnyOrder("0 2 done", "0 0 done");
        assertThat(database.query(HISTORY)).containsExactly("admins seed-apply done", "guests seed-apply done");
    }

    @Test
    void one_whose_process_is_killed_is_not_applied_and_what_was_before_it_is(TestDatabase database) throws Exception {
        assertThat(child(database, "upgrade", "head").await().exitCode()).isZero();
        database.execute("insert into held values (1)");
        killed(database, "seed-apply", "guests");

        assertThat(database.query("select name from people")).containsExactly("root");
        assertThat(database.query(ROWS)).containsExactly("admins");
        assertThat(database.query(HISTORY)).containsExactly("admins seed-apply done");

        database.execute("delete from held");
        assertThat(child(database, "seed-apply", "guests").await().output()).contains("1 done");
        assertThat(database.query("select name from people order by 1")).containsExactly("guest", "root");
    }

    @Test
    void one_whose_process_is_killed_while_it_goes_is_still_there(TestDatabase database) throws Exception {
        assertThat(child(database, "upgrade", "head").await().exitCode()).isZero();
        assertThat(child(database, "seed-apply", "guests").await().output()).contains("2 done");
        database.execute("insert into held values (1)");
        killed(database, "seed-remove", "admins");

        assertThat(database.query("select name from people")).containsExactly("root");
        assertThat(database.query(ROWS)).containsExactly("admins");

        database.execute("delete from held");
        assertThat(child(database, "seed-remove", "admins").await().output()).contains("1 done");
        assertThat(database.query("select name from people")).isEmpty();
        assertThat(database.query(ROWS)).isEmpty();
    }
}
