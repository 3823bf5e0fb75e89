// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.Script;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.plan.Step;
import dev.migrator.revision.Problem;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole plan in one transaction. */
@ExtendWith(FreshDatabase.class)
@Timeout(60)
class SingleTransactionIT {

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    @Test
    void all_steps_and_their_records_commit_at_once(TestDatabase database) throws Exception {
        script("aa11", "", "create table a (x xid8 default pg_current_xact_id()); insert into a default values;");
        script("aa12", "aa11", "create table b (x xid8 default pg_current_xact_id()); insert into b default values;");

        RunReport report = migrator(database, event -> {}).upgrade("head");

        assertThat(report.done()).hasSize(2);
        assertThat(database.query("select count(distinct x) from (select x from a union all select x from b) x"))
                .containsExactly("1");
        assertThat(database.query("select count(distinct applied_at) from migrator_applied"))
                .containsExactly("1");
        assertThat(heard).containsExactly("started aa11", "started aa12", "done aa11 1/2", "done aa12 2/2");

        assertThat(migrator(database, event -> {}).downgrade("base").done()).hasSize(2);
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_moment_on_its_way_is_one_before_all_of_it(TestDatabase run, TestDatabase scripted, PostgresPrograms programs)
            throws Exception {
        script("aa11", "", "create table a (id int);");
        script("aa12", "aa11", "create table b (id int);");
        script("aa13", "aa12", "select pg_sleep(0.01);");
        script("aa14", "aa13", "create table c (id int);");
        for (TestDatabase each : List.of(run, scripted)) {
            migrator(each, event -> {}).upgrade("aa11");
        }
        migrator(run, event -> {}).upgrade("aa13");
        Script script = migrator(scripted, event -> {})
                .script(migrator(scripted, event -> {}).plan("aa13"), false);
        assertThat(programs.psql(scripted, script.text()).exit()).isZero();

        for (TestDatabase each : List.of(run, scripted)) {
            Migrator migrator = migrator(each, event -> {});
            migrator.upgrade("head");
            assertThat(migrator.asOf(at(each, "aa12")).planDowngrade().tipsAfter())
                    .hasToString("[aa11]");
            assertThat(migrator.asOf(at(each, "aa14")).planDowngrade().isEmpty())
                    .isTrue();
            assertThat(each.query("select kind || ' ' || revision || ' ' || outcome || ' ' || note from"
                            + " migrator_history where operation = 'single-transaction'"))
                    .singleElement()
                    .asString()
                    .startsWith("run aa13 done 2 steps in one");
        }
    }

    private static Instant at(TestDatabase database, String id) throws SQLException {
        return Instant.parse(database.query("select to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                        + " from migrator_history where revision = '" + id + "'")
                .get(0));
    }

    @Test
    void where_one_step_fails_nothing_is_left_of_any(TestDatabase database) throws Exception {
        script("aa11", "", "create table a (id int);");
        script("aa12", "aa11", "create table b (id int);\nselect 1/0;");
        script("aa13", "aa12", "create table c (id int);");

        RunFailedException failed = catchThrowableOfType(
                RunFailedException.class, () -> migrator(database, event -> {}).upgrade("head"));

        StepFailure failure = failed.report().failure().orElseThrow();
        assertThat(failure.step().id()).hasToString("aa12");
        assertThat(failure.aftermath()).isEqualTo(StepFailure.Aftermath.ALL_ROLLED_BACK);
        assertThat(failed.report().done()).isEmpty();
        assertThat(failed.report().notRun()).extracting(Step::id).hasToString("[aa11, aa13]");
        assertThat(database.objects()).isEmpty();
        assertThat(database.query("select revision || ' ' || outcome from migrator_history"))
                .containsExactly("aa12 failed");
        assertThat(database.query("select * from migrator_applied")).isEmpty();
    }

    @Test
    void a_lock_in_the_way_starts_the_whole_plan_again(TestDatabase database) throws Exception {
        database.execute("create table users (id int)");
        script("aa11", "", "create table a (id int);");
        script("aa12", "aa11", "alter table users add email text;");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table users in access share mode");

            RunReport report = migrator(database, event -> {
                        if (event instanceof StepEvent.StepRetried) {
                            rollback(other);
                        }
                    })
                    .upgrade("head");

            assertThat(report.done()).hasSize(2);
        }
        assertThat(heard)
                .containsExactly(
                        "started aa11",
                        "started aa12",
                        "retried aa12",
                        "started aa11",
                        "started aa12",
                        "done aa11 1/2",
                        "done aa12 2/2");
    }

    @Test
    void what_a_step_does_to_the_session_the_next_never_sees(TestDatabase database) throws Exception {
        database.execute("create schema other");
        script("aa11", "", "set search_path = other; set local lock_timeout = '7ms'; set role pg_read_all_data;");
        script(
                "aa12",
                "aa11",
                "create table here (id int); select 1 / (current_setting('lock_timeout') = '300ms')::int;");

        assertThat(migrator(database, event -> {}).upgrade("head").done()).hasSize(2);
        assertThat(database.objects()).contains("table here");
    }

    @Test
    void a_step_outside_a_transaction_is_refused_before_anything_runs(TestDatabase database) throws Exception {
        script("aa11", "", "create table a (id int);");
        script("aa12", "aa11", "vacuum;", "-- migrator: transactional false\n");

        assertThat(refusals(database)).containsExactly("not_transactional");
        assertThat(database.query("select relname from pg_class where relname like 'migrator%'"))
                .isEmpty();
    }

    @Test
    void more_locks_than_the_server_has_room_for_are_refused_before_anything_runs(TestDatabase database)
            throws Exception {
        Files.writeString(folder.resolve("Many.java"), """
                import dev.migrator.migration.*;
                @Revision(id = "aa11")
                public class Many implements Migration {
                    public void upgrade(org.jooq.DSLContext db) {
                        for (int i = 0; i < 40_000; i++) {
                            db.execute("create table many_" + i + " (id int primary key)");
                        }
                    }
                }
                """);

        assertThat(refusals(database)).containsExactly("too_many_locks");
        assertThat(heard).isEmpty();
        assertThat(database.query("select relname from pg_class where relname like 'migrator%'"))
                .isEmpty();
    }

    private List<String> refusals(TestDatabase database) {
        return catchThrowableOfType(
                        RefusedException.class,
                        () -> migrator(database, event -> {}).upgrade("head"))
                .problems()
                .stream()
                .map(Problem::kind)
                .toList();
    }

    private void script(String id, String parent, String text) throws Exception {
        script(id, parent, text, "");
    }

    private void script(String id, String parent, String text, String header) throws Exception {
        String below = parent.isEmpty() ? "" : "-- migrator: downRevision " + parent + "\n";
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + below + header + "-- migrator: upgrade\n" + text
                        + "\n-- migrator: downgrade\ndrop table if exists a, b;\n");
    }

    private Migrator migrator(TestDatabase database, Consumer<StepEvent> listener) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .folders(List.of(folder))
                .compileInto(folder.resolve(".classes"))
                .lockTimeout(Duration.ofMillis(300))
                .singleTransaction(true)
                .listener(event -> {
                    note(event);
                    listener.accept(event);
                })
                .build();
    }

    private void note(StepEvent event) {
        if (event instanceof StepEvent.StepStarted started) {
            heard.add("started " + started.step().id());
        } else if (event instanceof StepEvent.StepDone done) {
            heard.add("done " + done.result().step().id() + " " + done.number() + "/" + done.total());
        } else if (event instanceof StepEvent.StepRetried retried) {
            heard.add("retried " + retried.failure().step().id());
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
