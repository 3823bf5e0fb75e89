// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static dev.migrator.testing.HookFolders.TRACE;
import static dev.migrator.testing.HookFolders.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.plan.RepairRequest;
import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.HookFolders;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.RunMain;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From when on a hook is owed, by whom, and until when. */
@ExtendWith(FreshDatabase.class)
class HookDebtIT {

    private static final String OUTSIDE = "-- migrator: transactional false\n";
    private static final String OWED = "select revision || ' ' || state from migrator_applied where kind = 'hook'";

    @TempDir
    private Path root;

    private HookFolders files;

    @BeforeEach
    void folders() throws Exception {
        files = HookFolders.in(root);
    }

    private Migrator on(TestDatabase database) {
        return files.builder(database).build();
    }

    private void repairedItIsPaid(TestDatabase database, String... whatIsThere) {
        assertThat(query(database, OWED)).containsExactly("after-upgrade interrupted");

        on(database).repair(new RepairRequest(List.of(), List.of("aa11"), List.of()));
        on(database).upgrade("aa11");

        assertThat(query(database, TRACE)).containsExactly(whatIsThere);
        assertThat(query(database, OWED)).isEmpty();
    }

    private static List<String> query(TestDatabase database, String sql) {
        try {
            return database.query(sql);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_first_step_that_fails_outside_a_transaction_owes_what_comes_after_it(TestDatabase database)
            throws Exception {
        files.hooks("after-upgrade");
        files.revision("aa11", OUTSIDE, trace("aa11") + "select 1 / 0;\n", "");

        catchThrowableOfType(RunFailedException.class, () -> on(database).upgrade("head"));

        repairedItIsPaid(database, "aa11", "after-upgrade");
    }

    @Test
    void a_first_step_that_is_killed_outside_a_transaction_owes_what_comes_after_it(TestDatabase database)
            throws Exception {
        files.hooks("after-upgrade");
        files.revision("aa11", OUTSIDE, trace("aa11") + "select pg_sleep(600);\n", "");
        files.traced(database);
        ChildProcess child = ChildProcess.start(
                RunMain.class,
                List.of("-XX:TieredStopAtLevel=1"),
                List.of(
                        database.url(),
                        database.user(),
                        database.password(),
                        files.migrations().toString(),
                        "upgrade",
                        "head",
                        "0"));
        database.await("select 1 from pg_stat_activity where application_name = 'child' and query like '%pg_sleep%'"
                + " and state = 'active' and pid <> pg_backend_pid()");
        child.kill();
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'child'");

        repairedItIsPaid(database, "aa11", "after-upgrade");
    }

    @Test
    void a_script_that_ends_in_its_first_step_owes_what_comes_after_it(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        files.hooks("after-upgrade", "after-each-upgrade");
        files.revision("aa11", OUTSIDE, trace("aa11") + "select 1 / 0;\n", "");
        Migrator migrator = on(database);

        PostgresPrograms.Ended ended = programs.psql(
                database, migrator.script(migrator.plan("head"), false).text());

        assertThat(ended.exit()).as(ended.output()).isNotZero();
        repairedItIsPaid(database, "aa11", "after-upgrade");
    }

    @Test
    void a_script_owes_what_comes_after_a_first_step_that_is_left_out(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        files.hook("after-upgrade", "select 1 / 0;\n");
        files.revision("aa11", OUTSIDE + "-- migrator: precondition skip query select false\n", trace("aa11"), "");
        Migrator migrator = on(database);

        PostgresPrograms.Ended ended = programs.psql(
                database, migrator.script(migrator.plan("aa11"), false).text());

        assertThat(ended.exit()).as(ended.output()).isNotZero();
        assertThat(database.query(OWED)).containsExactly("after-upgrade interrupted");
    }
}
