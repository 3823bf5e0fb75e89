// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static dev.migrator.testing.HookFolders.TRACE;
import static dev.migrator.testing.HookFolders.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.outcome.RunReport;
import dev.migrator.plan.HookStanding;
import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.HookFolders;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
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
        files.upgrading(database).killAsleep(database);

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

    @Test
    void one_that_began_outside_a_transaction_is_settled_in_one_too(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        files.hook("before-upgrade", OUTSIDE + "select 1 / 0;\n");
        catchThrowableOfType(RunFailedException.class, () -> on(database).upgrade("head"));
        assertThat(database.query(OWED)).containsExactly("before-upgrade interrupted");
        files.hooks("before-upgrade");
        Migrator migrator = on(database);

        String script = migrator.script(migrator.plan("aa11"), false).text();
        migrator.upgrade("aa11");

        assertThat(database.query(TRACE)).containsExactly("before-upgrade", "aa11");
        assertThat(database.query(OWED)).isEmpty();
        database.execute("delete from migrator_applied; insert into migrator_applied"
                + " (kind, revision, state, down_revisions, depends_on, run_id)"
                + " values ('hook', 'before-upgrade', 'interrupted', '{}', '{}', gen_random_uuid())");
        assertThat(programs.psql(database, script).exit()).isZero();
        assertThat(database.query(OWED)).isEmpty();
    }

    @Test
    void what_newer_code_owes_is_left_to_it(TestDatabase database) throws Exception {
        files.hook("after-upgrade", "select 1 / 0;\n");
        catchThrowableOfType(RunFailedException.class, () -> on(database).upgrade("head"));
        HookFolders older = HookFolders.in(root.resolve("older"));
        Files.delete(older.migrations().resolve("aa12.sql"));
        older.hook("after-upgrade", trace("older"));
        Migrator behind = older.builder(database).build();

        RunReport report = behind.upgrade("head");
        behind.run(behind.plan("head"));

        assertThat(report.plan().isEmpty()).isTrue();
        assertThat(report.plan().notices())
                .hasSize(2)
                .last()
                .isEqualTo("after-upgrade, which an earlier run owes, is left to code that knows these");
        assertThat(behind.hooks().status(behind.planner())).singleElement().matches(HookStanding::owed);
        assertThat(database.query(OWED)).containsExactly("after-upgrade interrupted");
        files.hooks("after-upgrade");
        on(database).upgrade("head");
        assertThat(database.query(TRACE)).containsExactly("aa11", "aa12", "after-upgrade");
        assertThat(database.query(OWED)).isEmpty();
    }

    @Test
    void one_whose_file_is_gone_is_told_until_it_is_there_again_or_forgotten(TestDatabase database) throws Exception {
        Path hook = files.hook("after-upgrade", "select 1 / 0;\n");
        catchThrowableOfType(RunFailedException.class, () -> on(database).upgrade("head"));
        Files.delete(hook);
        Migrator migrator = on(database);
        String told =
                "after-upgrade, which an earlier run owes, has no file any more: put it back, or have it forgotten with"
                        + " repair --not-applied after-upgrade --apply";

        assertThat(migrator.plan("head").notices()).containsExactly(told);
        assertThat(migrator.upgrade("head").plan().notices()).containsExactly(told);
        assertThat(migrator.run(migrator.plan("head")).plan().notices()).containsExactly(told);
        assertThat(migrator.planDowngrade("base").notices()).isEmpty();
        files.revision("aa13", "-- migrator: downRevision aa12\n", trace("aa13"), trace("-aa13"));
        assertThat(on(database).upgrade("+1").plan().notices()).containsExactly(told);
        assertThat(database.query(OWED)).containsExactly("after-upgrade interrupted");

        RepairRequest request = new RepairRequest(List.of(), List.of(), List.of("after-upgrade"));
        on(database).repair(request);

        assertThat(database.query(OWED)).isEmpty();
        assertThat(database.query(HookFolders.HISTORY)).endsWith("hook after-upgrade repair done, no longer owed");
        assertThat(on(database).plan("head").notices()).isEmpty();
        assertThat(catchThrowableOfType(
                        RefusedException.class, () -> on(database).repair(request)))
                .hasMessageContaining("cannot repair after-upgrade: it is not owed");
    }

    @Test
    void one_that_began_outside_a_transaction_and_whose_file_is_gone_is_told_too(TestDatabase database)
            throws Exception {
        Path hook = files.hook("before-upgrade", OUTSIDE + "select 1 / 0;\n");
        catchThrowableOfType(RunFailedException.class, () -> on(database).upgrade("head"));
        Files.delete(hook);

        assertThat(on(database).upgrade("head").plan().notices())
                .singleElement()
                .asString()
                .startsWith("before-upgrade, which an earlier run owes, has no file any more");
        assertThat(on(database).plan("head").notices()).hasSize(1);
    }

    @Test
    void who_allows_unknown_revisions_pays_for_all(TestDatabase database) throws Exception {
        files.hook("after-upgrade", "select 1 / 0;\n");
        catchThrowableOfType(RunFailedException.class, () -> on(database).upgrade("head"));
        files.hooks("after-upgrade");
        Files.delete(files.migrations().resolve("aa12.sql"));
        Migrator behind = on(database);

        behind.run(behind.plan("head", new UpgradeOptions(false, true, true)));

        assertThat(database.query(TRACE)).containsExactly("aa11", "aa12", "after-upgrade");
        assertThat(database.query(OWED)).isEmpty();
    }
}
