// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static dev.migrator.testing.HookFolders.HISTORY;
import static dev.migrator.testing.HookFolders.TRACE;
import static dev.migrator.testing.HookFolders.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Validation;
import dev.migrator.revision.Audit;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.HookFolders;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that fail, or run after what failed; what is owed; scripts. */
@ExtendWith(FreshDatabase.class)
class HookFailureIT {

    private static final String FAILING = "insert into trace (what) values ('half');\nselect 1 / 0;\n";
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

    private static RunFailedException failing(Migrator migrator) {
        return catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));
    }

    private static StepFailure failure(RunFailedException failed) {
        return failed.report().failure().orElseThrow();
    }

    private static List<String> notRun(RunFailedException failed) {
        return failed.report().notRun().stream().map(step -> step.id().value()).toList();
    }

    @Test
    void one_that_fails_before_a_run_keeps_it_from_beginning(TestDatabase database) throws Exception {
        files.hook("before-upgrade", FAILING);
        files.hooks("after-upgrade", "after-upgrade-failed");

        RunFailedException failed = failing(on(database));

        assertThat(failure(failed).step().id()).hasToString("before-upgrade");
        assertThat(failure(failed).source()).isEqualTo("before-upgrade.sql:2");
        assertThat(failure(failed).fate()).isEqualTo("This hook was rolled back whole");
        assertThat(notRun(failed)).containsExactly("aa11", "aa12", "after-upgrade");
        assertThat(database.query(TRACE)).containsExactly("after-upgrade-failed");
        assertThat(database.query(HISTORY))
                .containsExactly("hook before-upgrade upgrade failed", "hook after-upgrade-failed upgrade done");
        assertThat(database.query(OWED)).isEmpty();
        files.hooks("before-upgrade");
        assertThat(on(database).upgrade("head").done()).hasSize(4);
    }

    @Test
    void one_that_fails_within_a_step_takes_the_step_with_it(TestDatabase database) throws Exception {
        files.hook(
                "after-each-upgrade", "insert into trace (what) select 'after ' || 1 / (5 - count(*)) from trace;\n");
        files.hooks("before-each-upgrade");

        RunFailedException failed = failing(on(database));

        assertThat(failure(failed).step().id()).hasToString("after-each-upgrade");
        assertThat(failure(failed).fate()).isEqualTo("The step of aa12 was rolled back whole, with its hooks");
        assertThat(failed.report().done()).hasSize(1);
        assertThat(notRun(failed)).containsExactly("aa12");
        assertThat(database.query(TRACE)).containsExactly("before-each-upgrade", "aa11", "after 0");
        assertThat(database.query(HISTORY))
                .endsWith("hook after-each-upgrade upgrade failed, after aa12", "revision aa12 upgrade failed");
        assertThat(on(database).current()).hasToString("[aa11]");
    }

    @Test
    void the_history_of_a_step_tells_which_hook_failed_it(TestDatabase database) throws Exception {
        files.hook("after-each-upgrade", FAILING);
        Migrator migrator = files.builder(database).audit(Audit.STATEMENTS).build();

        failing(migrator);

        assertThat(migrator.log().entries(HistoryFilter.ALL.of("aa11")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.outcome()).isEqualTo("failed");
                    assertThat(entry.error()).isEqualTo("hook after-each-upgrade failed: division by zero");
                    assertThat(entry.statements()).isEqualTo(1);
                });
        assertThat(migrator.log().statements(HistoryFilter.ALL.of("aa11")))
                .extracting(kept -> kept.subject() + " " + kept.statement().ordinal())
                .containsExactly("aa11 1");
        assertThat(migrator.log().statements(HistoryFilter.ALL.of("after-each-upgrade")))
                .extracting(kept -> kept.subject() + " " + kept.statement().ordinal())
                .containsExactly("after-each-upgrade 1", "after-each-upgrade 2");
        assertThat(migrator.validate().in(Validation.Kind.FAILED)).hasToString("[aa11]");
        files.hooks("after-each-upgrade");
        migrator.upgrade("head");
        assertThat(migrator.validate().passed()).isTrue();
    }

    @Test
    void one_that_fails_after_a_run_is_owed_until_it_has_run(TestDatabase database) throws Exception {
        files.hook("after-upgrade", FAILING);

        RunFailedException failed = failing(on(database));

        assertThat(failed.report().done()).hasSize(2);
        assertThat(database.query(TRACE)).containsExactly("aa11", "aa12");
        assertThat(database.query(OWED)).containsExactly("after-upgrade interrupted");
        Migrator migrator = on(database);
        assertThat(migrator.hooks().status(migrator.planner()))
                .singleElement()
                .satisfies(hook -> assertThat(hook.owed()).isTrue());
        assertThat(migrator.current()).hasToString("[aa12]");
        assertThat(migrator.plan("head").hooks()).hasSize(1);
        assertThat(failing(migrator).report().done()).isEmpty();

        files.hooks("after-upgrade");
        RunReport report = on(database).upgrade("head");

        assertThat(report.done()).hasSize(1);
        assertThat(database.query(TRACE)).containsExactly("aa11", "aa12", "after-upgrade");
        assertThat(database.query(OWED)).isEmpty();
        assertThat(on(database).upgrade("head").plan().isEmpty()).isTrue();
    }

    @Test
    void a_run_that_fails_later_owes_what_was_to_come_after_what_it_did(TestDatabase database) throws Exception {
        files.hooks("after-upgrade");
        files.revision("aa12", "-- migrator: downRevision aa11\n", FAILING, "");

        assertThat(notRun(failing(on(database)))).containsExactly("after-upgrade");
        assertThat(database.query(OWED)).containsExactly("after-upgrade interrupted");
        on(database).upgrade("aa11");
        assertThat(database.query(TRACE)).containsExactly("aa11", "after-upgrade");
        failing(on(database));
        assertThat(database.query(OWED)).as("nothing was done this time").isEmpty();
    }

    @Test
    void after_a_failure_another_runs_and_if_it_fails_too_the_first_failure_is_told(TestDatabase database)
            throws Exception {
        files.revision("aa12", "-- migrator: downRevision aa11\n", FAILING, "");
        files.hook("after-upgrade-failed", "select 'other' from nowhere;");
        List<StepEvent> heard = new ArrayList<>();

        RunFailedException failed =
                failing(files.builder(database).listener(heard::add).build());

        assertThat(failure(failed).step().id()).hasToString("aa12");
        assertThat(failure(failed).cause().getSuppressed())
                .anySatisfy(other -> assertThat(other).hasMessageContaining("nowhere"));
        assertThat(heard)
                .last()
                .isInstanceOfSatisfying(
                        StepEvent.HookFailed.class,
                        event -> assertThat(event.failure().source()).isEqualTo("after-upgrade-failed.sql:1"));
        assertThat(database.query(HISTORY))
                .endsWith("revision aa12 upgrade failed", "hook after-upgrade-failed upgrade failed");
    }

    @Test
    void what_ran_after_a_failure_is_in_the_report_and_is_no_earlier_step(TestDatabase database) throws Exception {
        files.revision("aa12", "-- migrator: downRevision aa11\n", FAILING, "");
        files.hooks("after-upgrade-failed");

        RunFailedException failed = failing(on(database));

        assertThat(done(failed.report().done())).containsExactly("aa11", "after-upgrade-failed");
        assertThat(done(failed.report().doneBeforeFailure())).containsExactly("aa11");
        assertThat(failed).hasMessageContaining("; 1 earlier step(s) of this run stay, 0 were not begun");
    }

    private static List<String> done(List<StepResult> results) {
        return results.stream().map(result -> result.step().id().value()).toList();
    }

    @Test
    void in_one_transaction_all_of_them_are_done_or_none(TestDatabase database) throws Exception {
        files.hooks("before-upgrade", "before-each-upgrade", "after-upgrade-failed");
        files.hook("after-upgrade", FAILING);
        Migrator migrator = files.builder(database).singleTransaction(true).build();

        RunFailedException failed = failing(migrator);

        assertThat(failed.report().doneBeforeFailure()).isEmpty();
        assertThat(notRun(failed)).containsExactly("before-upgrade", "aa11", "aa12");
        assertThat(database.query(TRACE)).containsExactly("after-upgrade-failed");
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
        files.hooks("after-upgrade");
        migrator.upgrade("head");
        assertThat(database.query("select count(distinct tx) from trace")).containsExactly("2");
        files.hook("before-downgrade", "-- migrator: transactional false\nvacuum trace;");
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> migrator.downgrade("base"));
        assertThat(refused)
                .hasMessageContaining("cannot run in a transaction")
                .hasMessageContaining("before-downgrade");
    }

    @Test
    void one_that_others_are_in_the_way_of_is_tried_again(TestDatabase database) throws Exception {
        files.hook("before-upgrade", "lock table trace in access exclusive mode;\n" + trace("before-upgrade"));
        try (Connection other = files.traced(database).connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table trace in share mode");
            List<StepEvent.StepRetried> retried = new ArrayList<>();
            files.builder(database)
                    .lockTimeout(Duration.ofMillis(200))
                    .listener(event -> {
                        if (event instanceof StepEvent.StepRetried again) {
                            retried.add(again);
                            release(other);
                        }
                    })
                    .build()
                    .upgrade("head");
            assertThat(retried).hasSize(1);
            assertThat(retried.get(0).failure().step().id()).hasToString("before-upgrade");
        }
        assertThat(database.query(TRACE)).containsExactly("before-upgrade", "aa11", "aa12");
    }

    private static void release(Connection other) {
        try {
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_script_does_what_a_run_does(TestDatabase run, PostgresPrograms programs) throws Exception {
        files.hooks("before-each-upgrade", "after-each-upgrade", "after-upgrade", "after-upgrade-failed");
        files.hook("before-upgrade", "-- migrator: transactional false\nvacuum trace;\n" + trace("before-upgrade"));
        files.revision(
                "aa12",
                "-- migrator: downRevision aa11\n-- migrator: transactional false\n",
                "create index concurrently what on trace (what);\n",
                "");
        Migrator migrator = on(run);
        String script = migrator.script(migrator.plan("head"), false).text();
        migrator.upgrade("head");
        List<String> trace = run.query(TRACE);
        List<String> history = run.query(HISTORY.replace(" || coalesce(', ' || note, '')", ""));
        run.execute("drop table migrator_applied, migrator_history, migrator_ledger cascade; truncate trace;"
                + " drop index what");

        PostgresPrograms.Ended ended = programs.psql(run, script);

        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(script).contains("-- the hook after-upgrade-failed is for a run alone");
        assertThat(run.query(TRACE)).isEqualTo(trace);
        assertThat(run.query(HISTORY.replace(" || coalesce(', ' || note, '')", "")))
                .isEqualTo(history);
        assertThat(run.query(HISTORY)).contains("hook after-each-upgrade upgrade done, after aa11, run by a script");
        assertThat(run.query(OWED)).isEmpty();
        assertThat(migrator.upgrade("head").plan().isEmpty()).isTrue();
    }
}
