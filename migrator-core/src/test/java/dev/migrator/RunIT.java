// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.execute.Cancellation;
import dev.migrator.execute.RunLock;
import dev.migrator.execute.Session;
import dev.migrator.execute.SessionSettings;
import dev.migrator.execute.Timeouts;
import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.SqlError;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.RunMain;
import dev.migrator.testing.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run does when things go well for several at once, and when they go wrong. */
@ExtendWith(FreshDatabase.class)
class RunIT {

    private static MigratorBuilder on(TestDatabase database, String fixture) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .packages("dev.migrator.fixtures." + fixture);
    }

    private static ChildProcess child(TestDatabase database, String fixture, String verb, String target, String sleep)
            throws Exception {
        return ChildProcess.start(
                RunMain.class,
                List.of("-XX:TieredStopAtLevel=1"),
                List.of(
                        database.url(),
                        database.user(),
                        database.password(),
                        "dev.migrator.fixtures." + fixture,
                        verb,
                        target,
                        sleep));
    }

    @Test
    void eight_processes_at_once_run_every_revision_exactly_once(TestDatabase database) throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            children.add(child(database, "slow", "upgrade", "head", "0.3"));
        }
        for (ChildProcess child : children) {
            ChildProcess.Result result = child.await();
            assertThat(result.exitCode()).as(result.output()).isZero();
        }
        assertThat(database.query("select revision || ' ' || outcome from migrator_history order by id"))
                .containsExactly("before done", "sleeper done", "after done");
        assertThat(database.query("select count(distinct run_id) from migrator_history"))
                .containsExactly("1");
        assertThat(database.query("select revision from migrator_heads")).containsExactly("after");
    }

    @Test
    void a_process_killed_in_a_step_leaves_no_half_of_it_and_no_lock(TestDatabase database) throws Exception {
        ChildProcess doomed = child(database, "slow", "upgrade", "head", "600");
        await(
                database,
                "select 1 from pg_stat_activity where application_name = 'child' and query like '%pg_sleep%'"
                        + " and state = 'active'");
        doomed.kill();

        RunReport report = on(database, "slow").build().upgrade("head");

        assertThat(report.done()).extracting(done -> done.step().id().value()).containsExactly("sleeper", "after");
        assertThat(database.query("select revision || ' ' || outcome from migrator_history order by id"))
                .containsExactly("before done", "sleeper done", "after done");
    }

    @Test
    void two_relative_downgrades_at_once_undo_one_revision(TestDatabase database) throws Exception {
        on(database, "slow").build().upgrade("head");
        try (Session holder = lockHolder(database)) {
            ChildProcess one = child(database, "slow", "downgrade", "-1", "0");
            ChildProcess other = child(database, "slow", "downgrade", "-1", "0");
            await(
                    database,
                    "select 1 from pg_stat_activity where application_name = 'child' having count(*) = 2"
                            + " and bool_and(query like '%pg_locks%' or query like '%pg_try_advisory_lock%')");
            holder.close();
            assertThat(List.of(
                            one.await().output().strip(), other.await().output().strip()))
                    .containsExactlyInAnyOrder("1 done", "0 done");
        }
        assertThat(on(database, "slow").build().current()).containsExactly(new RevisionId("sleeper"));
    }

    @Test
    void a_lock_that_is_not_had_in_time_names_its_holder(TestDatabase database) throws Exception {
        on(database, "slow").build().upgrade("before");
        List<StepEvent> heard = new ArrayList<>();
        try (Session holder = lockHolder(database)) {
            assertThatThrownBy(() -> on(database, "slow")
                            .lockWait(Duration.ofMillis(300))
                            .listener(heard::add)
                            .build()
                            .upgrade("head"))
                    .isInstanceOf(LockUnavailableException.class)
                    .hasMessageContaining("the other one")
                    .hasMessageContaining("Nothing was changed");
            assertThat(on(database, "slow")
                            .lockWait(Duration.ZERO)
                            .build()
                            .upgrade("before")
                            .done())
                    .as("nothing to do needs no lock")
                    .isEmpty();
        }
        assertThat(heard).singleElement().isInstanceOf(StepEvent.Waiting.class);
    }

    @Test
    void a_lock_is_waited_for_by_who_may_not_look_at_its_holder(TestDatabase database) throws Exception {
        on(database, "slow").build().upgrade("before");
        String user = "u_" + database.name();
        database.execute(
                "create role " + user + " login password 'p'; grant all on all tables in schema public to " + user);
        try (Session holder = lockHolder(database)) {
            assertThatThrownBy(() -> on(database, "slow")
                            .user(user)
                            .password("p")
                            .lockWait(Duration.ZERO)
                            .build()
                            .upgrade("head"))
                    .isInstanceOf(LockUnavailableException.class)
                    .hasMessageContaining("pid ");
        } finally {
            database.execute("drop owned by " + user + "; drop role " + user);
        }
    }

    @Test
    void a_failed_step_is_rolled_back_and_told_with_its_statement_and_line(TestDatabase database) throws Exception {
        RunFailedException thrown = catchThrowableOfType(
                RunFailedException.class, () -> on(database, "failing").build().upgrade("head"));

        RunReport report = thrown.report();
        assertThat(report.done()).extracting(done -> done.step().id().value()).containsExactly("first");
        assertThat(report.notRun()).extracting(step -> step.id().value()).containsExactly("third");
        StepFailure failure = report.failure().orElseThrow();
        assertThat(failure.source()).isEqualTo("Second.java:14");
        SqlError sql = failure.sql().orElseThrow();
        assertThat(sql.sql()).isEqualTo("insert into second (id, nam) values (1, 'x')");
        assertThat(sql.state()).isEqualTo("42703");
        assertThat(sql.position()).isEqualTo(25);
        assertThat(thrown)
                .hasMessageContaining("revision second failed at Second.java:14")
                .hasMessageContaining("column \"nam\" of relation \"second\" does not exist")
                .hasMessageContaining("rolled back");
        assertThat(database.objects()).containsExactly("table first");
        assertThat(database.query("select revision || ' ' || outcome || ' ' || coalesce(error, '')"
                        + " from migrator_history order by id"))
                .containsExactly("first done ", "second failed column \"nam\" of relation \"second\" does not exist");
    }

    @Test
    void a_listener_that_throws_disturbs_no_run(TestDatabase database) {
        RunReport report = on(database, "slow")
                .listener(event -> {
                    throw new IllegalStateException("on purpose");
                })
                .build()
                .upgrade("head");
        assertThat(report.done()).hasSize(3);
    }

    @Test
    void a_connection_that_is_cut_in_a_step_fails_the_step_and_the_next_run_goes_on(TestDatabase database)
            throws Exception {
        RunFailedException thrown = catchThrowableOfType(
                RunFailedException.class,
                () -> on(database, "slow")
                        .parameters(Map.of("sleep", "600"))
                        .listener(event -> {
                            if (event instanceof StepEvent.StepStarted started && started.number() == 2) {
                                cutWhenAsleep(database);
                            }
                        })
                        .build()
                        .upgrade("head"));
        assertThat(thrown.report().done()).hasSize(1);
        assertThat(thrown.report().failure().orElseThrow().aftermath()).isEqualTo(StepFailure.Aftermath.ROLLED_BACK);
        assertThat(on(database, "slow").build().upgrade("head").done()).hasSize(2);
    }

    private static void cutWhenAsleep(TestDatabase database) {
        new Thread(() -> {
                    try {
                        await(
                                database,
                                "select pg_terminate_backend(pid) from pg_stat_activity"
                                        + " where application_name = 'migrator' and query like 'select pg_sleep%'");
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .start();
    }

    @Test
    void commit_and_its_like_are_refused(TestDatabase database) throws Exception {
        assertThatThrownBy(() -> on(database, "conduct").build().upgrade("commits"))
                .isInstanceOf(RunFailedException.class)
                .hasStackTraceContaining("must not call commit");
        assertThatThrownBy(() -> on(database, "conduct").build().upgrade("closes"))
                .isInstanceOf(RunFailedException.class)
                .hasStackTraceContaining("must not call close");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_commit_sent_as_sql_is_noticed(TestDatabase database) throws Exception {
        RunFailedException thrown = catchThrowableOfType(
                RunFailedException.class, () -> on(database, "conduct").build().upgrade("sends_commit"));
        assertThat(thrown.report().failure().orElseThrow().aftermath()).isEqualTo(StepFailure.Aftermath.ESCAPED);
        assertThat(thrown).hasMessageContaining("what it committed stays");
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
        assertThat(database.query("select outcome from migrator_history")).containsExactly("failed");
    }

    @Test
    void a_failure_after_a_commit_sent_as_sql_is_not_told_as_rolled_back(TestDatabase database) throws Exception {
        RunFailedException thrown = catchThrowableOfType(
                RunFailedException.class, () -> on(database, "conduct").build().upgrade("commits_and_fails"));
        assertThat(thrown.report().failure().orElseThrow().aftermath()).isEqualTo(StepFailure.Aftermath.ESCAPED);
        assertThat(thrown).hasMessageContaining("division by zero").hasMessageContaining("what it committed stays");
        assertThat(database.objects()).containsExactly("table committed");
    }

    @Test
    void what_one_migration_does_to_the_session_another_never_sees(TestDatabase database) throws Exception {
        on(database, "conduct").build().upgrade("sees");
        assertThat(database.query("select schema || ' ' || timeout from seen")).containsExactly("public 0");
        assertThat(database.query("select who from seen")).containsExactly(database.user());
        on(database, "conduct").build().downgrade("base");
    }

    @Test
    void a_pooled_connection_comes_back_as_it_went(TestDatabase database) throws Exception {
        try (Connection pooled = database.connect()) {
            pooled.setAutoCommit(false);
            pooled.createStatement().execute("set search_path = public, pg_catalog");
            pooled.createStatement().execute("set work_mem = '5MB'");
            pooled.commit();
            Migrator.configure()
                    .dataSource(new OneConnection(pooled))
                    .packages("dev.migrator.fixtures.conduct")
                    .build()
                    .upgrade("sees");
            assertThat(pooled.getAutoCommit()).isFalse();
            assertThat(OneConnection.ask(pooled, "show search_path")).isEqualTo("public, pg_catalog");
            assertThat(OneConnection.ask(pooled, "show work_mem")).isEqualTo("5MB");
            assertThat(OneConnection.ask(pooled, "select current_user")).isEqualTo(database.user());
            assertThat(OneConnection.ask(pooled, "select count(*) from pg_locks where locktype = 'advisory'"))
                    .isEqualTo("0");
        } finally {
            on(database, "conduct").build().downgrade("base");
        }
    }

    @Test
    void transactions_in_a_migration_nest_as_savepoints(TestDatabase database) throws Exception {
        on(database, "conduct").build().upgrade("nests");
        assertThat(database.query("select name from nested")).containsExactly("kept", "and on");
    }

    @Test
    void an_error_in_a_migration_is_a_failed_step_like_any_other(TestDatabase database) throws Exception {
        assertThatThrownBy(() -> on(database, "conduct").build().upgrade("throws"))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("on purpose")
                .hasMessageContaining("ThrowsError.java:");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_way_down_across_an_irreversible_revision_is_refused_before_anything_runs(TestDatabase database) {
        Migrator migrator = on(database, "conduct").build();
        migrator.upgrade("one_way");
        assertThatThrownBy(() -> migrator.downgrade("base"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("one_way");
        assertThat(migrator.current()).containsExactly(new RevisionId("one_way"));
    }

    @Test
    void a_step_outside_a_transaction_that_fails_is_interrupted_until_it_is_stamped(TestDatabase database)
            throws Exception {
        MigratorBuilder failing = on(database, "outside").parameters(Map.of("fail", "yes"));
        assertThatThrownBy(() -> failing.build().upgrade("index"))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("marked interrupted");
        assertThat(database.query("select operation || ' ' || outcome from migrator_history order by id"))
                .containsExactly("upgrade started", "upgrade failed");
        Migrator migrator = on(database, "outside").build();
        assertThatThrownBy(() -> migrator.upgrade("index"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("interrupted");
        migrator.stamp("index");
        assertThat(migrator.upgrade("heads").done())
                .extracting(done -> done.step().id().value())
                .containsExactly("again");
    }

    @Test
    void a_rerunnable_step_that_was_interrupted_runs_again(TestDatabase database) throws Exception {
        MigratorBuilder failing = on(database, "outside").parameters(Map.of("fail", "yes"));
        assertThatThrownBy(() -> failing.build().upgrade("again")).isInstanceOf(RunFailedException.class);
        assertThat(on(database, "outside").build().upgrade("again").plan().notices())
                .containsExactly(
                        "interrupted before, on the way up or down, and run again, as they say they may: again");
        assertThat(database.query("select state from migrator_applied")).containsExactly("applied");
        assertThat(database.query("select outcome from migrator_history order by id"))
                .containsExactly("started", "failed", "started", "done");
    }

    @Revision(id = "aa01", message = "lets go of all locks")
    static final class LetsGo implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table users (id int)");
            db.execute("select pg_advisory_unlock_all()");
        }
    }

    @Revision(id = "aa02", downRevision = "aa01")
    static final class AfterLetsGo implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table bills (id int)");
        }
    }

    @Test
    void a_run_that_lost_its_lock_does_nothing_more(TestDatabase database) throws Exception {
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(new LetsGo(), new AfterLetsGo())
                .build();

        assertThatThrownBy(() -> migrator.upgrade("head"))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("the run lock is no longer held");
        assertThat(database.objects()).contains("table users").doesNotContain("table bills");
        assertThat(database.query("select revision from migrator_applied")).containsExactly("aa01");
    }

    /** Holds the run lock of the database until it is closed, as another run would. */
    private static Session lockHolder(TestDatabase database) throws Exception {
        SessionSettings settings = new SessionSettings("the other one", List.of(), Optional.empty(), Timeouts.USUAL);
        Session session = Session.over(database.connect(), false, settings, database::connect);
        assertThat(new RunLock(session, "public.migrator_").acquire(Duration.ZERO, event -> {}, new Cancellation()))
                .isTrue();
        return session;
    }

    private static void await(TestDatabase database, String sql) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (database.query(sql).isEmpty()) {
            assertThat(System.nanoTime()).as("waiting for: " + sql).isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }
}
