// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static dev.migrator.testing.HookFolders.TRACE;
import static dev.migrator.testing.HookFolders.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.HookFolders;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.PostgresPrograms.Ended;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Scripts whose own statements let the run lock go: they end where a run would. */
@ExtendWith(FreshDatabase.class)
class ScriptLockIT {

    private static final String OUTSIDE = "-- migrator: transactional false\n";
    private static final String LETS_GO = "select pg_advisory_unlock_all();\n";
    private static final String LOST = "ERROR:  the run lock is no longer held";

    @TempDir
    private Path root;

    private HookFolders files;

    @BeforeEach
    void folders() throws Exception {
        files = HookFolders.in(root);
    }

    private Ended scripted(TestDatabase database, PostgresPrograms programs, boolean oneTransaction) throws Exception {
        Migrator migrator =
                files.builder(database).singleTransaction(oneTransaction).build();
        return programs.psql(
                database, migrator.script(migrator.plan("head"), false).text());
    }

    @Test
    void after_a_body_that_lets_it_go_nothing_more_is_done(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        files.revision("aa11", "", trace("aa11") + LETS_GO, "");

        Ended ended = scripted(database, programs, false);

        assertThat(ended.exit()).isNotZero();
        assertThat(ended.output()).contains(LOST);
        assertThat(database.query(TRACE)).containsExactly("aa11");
        assertThat(database.query("select revision from migrator_applied")).containsExactly("aa11");
    }

    @Test
    void a_plan_in_one_transaction_is_rolled_back(TestDatabase database, PostgresPrograms programs) throws Exception {
        files.revision("aa11", "", trace("aa11") + LETS_GO, "");

        assertThat(scripted(database, programs, true).output()).contains(LOST);

        assertThat(database.query(TRACE)).isEmpty();
    }

    @Test
    void after_a_hook_before_a_step_outside_a_transaction_that_is_not_begun(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        files.hook("before-each-upgrade", trace("hook") + LETS_GO);
        files.revision("aa11", OUTSIDE, trace("aa11"), "");

        assertThat(scripted(database, programs, false).output()).contains(LOST);

        assertThat(database.query(TRACE)).containsExactly("hook");
        assertThat(database.query("select revision from migrator_applied")).isEmpty();
    }
}
