// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static dev.migrator.testing.HookFolders.HISTORY;
import static dev.migrator.testing.HookFolders.TRACE;
import static dev.migrator.testing.HookFolders.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.HookFolders;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed in the middle of a hook, and several at once. */
@ExtendWith(FreshDatabase.class)
class HookProcessesIT {

    private static final String OWED = "select revision from migrator_applied where kind = 'hook'";

    @TempDir
    private Path root;

    private HookFolders files;

    @BeforeEach
    void folders() throws Exception {
        files = HookFolders.in(root);
    }

    private void killedWhileSleeping(TestDatabase database, String hook) throws Exception {
        files.hook(hook, trace(hook) + "select pg_sleep(600);\n");
        files.upgrading(database).killAsleep(database);
        files.hooks(hook);
    }

    private void again(TestDatabase database) throws Exception {
        ChildProcess.Result result = files.upgrading(database).await();
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void one_that_was_killed_before_a_run_left_nothing_and_runs_again(TestDatabase database) throws Exception {
        killedWhileSleeping(database, "before-upgrade");
        assertThat(database.query(TRACE)).isEmpty();
        assertThat(database.query(HISTORY)).isEmpty();

        again(database);

        assertThat(database.query(TRACE)).containsExactly("before-upgrade", "aa11", "aa12");
    }

    @Test
    void one_that_was_killed_within_a_step_took_the_step_with_it(TestDatabase database) throws Exception {
        killedWhileSleeping(database, "after-each-upgrade");
        assertThat(database.query(TRACE)).isEmpty();
        assertThat(database.query("select revision from migrator_applied")).isEmpty();

        again(database);

        assertThat(database.query(TRACE)).containsExactly("aa11", "after-each-upgrade", "aa12", "after-each-upgrade");
    }

    @Test
    void one_that_was_killed_after_a_run_is_run_by_the_next_which_has_nothing_else_to_do(TestDatabase database)
            throws Exception {
        killedWhileSleeping(database, "after-upgrade");
        assertThat(database.query(TRACE)).containsExactly("aa11", "aa12");
        assertThat(database.query(OWED)).containsExactly("after-upgrade");

        again(database);

        assertThat(database.query(TRACE)).containsExactly("aa11", "aa12", "after-upgrade");
        assertThat(database.query(OWED)).isEmpty();
        again(database);
        assertThat(database.query(HISTORY))
                .containsExactly(
                        "revision aa11 upgrade done", "revision aa12 upgrade done", "hook after-upgrade upgrade done");
    }

    @Test
    void one_outside_a_transaction_that_was_killed_is_seen_to_have_begun_and_runs_again(TestDatabase database)
            throws Exception {
        files.hook(
                "before-upgrade",
                "-- migrator: transactional false\n" + trace("before-upgrade") + "select pg_sleep(600);\n");
        files.upgrading(database).killAsleep(database);
        assertThat(database.query(HISTORY)).containsExactly("hook before-upgrade upgrade started");
        assertThat(database.query(OWED)).containsExactly("before-upgrade");
        files.hook("before-upgrade", "-- migrator: transactional false\n" + trace("before-upgrade"));

        again(database);

        assertThat(database.query(TRACE)).containsExactly("before-upgrade", "before-upgrade", "aa11", "aa12");
        assertThat(database.query(OWED)).isEmpty();
    }

    @Test
    void of_several_processes_at_once_one_runs_them(TestDatabase database) throws Exception {
        files.hooks("before-upgrade", "after-upgrade");
        files.revision("aa11", "", "select pg_sleep(0.5);\n" + trace("aa11"), "");
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(files.upgrading(database));
        }
        for (ChildProcess child : children) {
            ChildProcess.Result result = child.await();
            assertThat(result.exitCode()).as(result.output()).isZero();
        }

        assertThat(database.query(TRACE)).containsExactly("before-upgrade", "aa11", "aa12", "after-upgrade");
    }
}
