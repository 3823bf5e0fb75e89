// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.fixtures.gated.Pass;
import dev.migrator.outcome.PreconditionException;
import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.Status;
import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold right before a revision runs. */
@ExtendWith(FreshDatabase.class)
class PreconditionIT {

    private static final String HISTORY =
            "select revision || ' ' || operation || ' ' || outcome || coalesce(' ' || note, '') from migrator_history order by id";
    private static final String ROWS =
            "select revision || ' ' || state || ' ' || coalesce(sql_fingerprint, '-') || ' ' || downgrade_sql::text"
                    + " from migrator_applied order by revision";

    @TempDir
    private Path folder;

    @BeforeEach
    void aTable() throws IOException {
        file("aa11", "", "create table users (id int);", "drop table users;");
        file("aa13", "downRevision aa12", "create table after (id int);", "drop table after;");
    }

    /** Header lines are separated by bars. */
    private void file(String id, String header, String upgrade, String downgrade) throws IOException {
        StringBuilder text = new StringBuilder("-- migrator: revision " + id + "\n");
        for (String line : header.isEmpty() ? new String[0] : header.split("[|]")) {
            text.append("-- migrator: ").append(line).append('\n');
        }
        text.append("-- migrator: upgrade\n").append(upgrade).append('\n');
        if (!downgrade.isEmpty()) {
            text.append("-- migrator: downgrade\n").append(downgrade).append('\n');
        }
        Files.writeString(folder.resolve(id + ".sql"), text);
    }

    /** The revision in the middle. */
    private void middle(String... conditions) throws IOException {
        StringBuilder header = new StringBuilder("downRevision aa11");
        for (String condition : conditions) {
            header.append("|precondition ").append(condition);
        }
        file("aa12", header.toString(), "create table made (id int);", "drop table made;");
    }

    private MigratorBuilder configured(TestDatabase database) {
        return Migrator.configure().dataSource(database.dataSource()).retries(0).folders(List.of(folder));
    }

    private Migrator on(TestDatabase database) {
        return configured(database).build();
    }

    private static StepFailure failure(Migrator migrator) {
        return catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"))
                .report()
                .failure()
                .orElseThrow();
    }

    @Test
    void what_holds_lets_the_revision_run_and_leaves_no_trace(TestDatabase database) throws Exception {
        middle(
                "empty users",
                "exists public.users",
                "absent made -- it is there",
                "skip query select count(*) = 0 from users",
                "warn query select true");

        RunReport report = on(database).upgrade("head");

        assertThat(report.done()).hasSize(3).allSatisfy(done -> {
            assertThat(done.unmet()).isEmpty();
            assertThat(done.skipped()).isFalse();
        });
        assertThat(report.done()).extracting(StepResult::statements).containsExactly(1, 1, 1);
        assertThat(database.query(HISTORY))
                .containsExactly("aa11 upgrade done", "aa12 upgrade done", "aa13 upgrade done");
    }

    @Test
    void a_halt_fails_the_step_before_it_did_anything(TestDatabase database) throws Exception {
        middle("exists users", "halt absent users -- they are there;  move them", "skip exists nowhere");
        Migrator migrator = on(database);

        StepFailure failure = failure(migrator);

        assertThat(failure.cause()).isInstanceOf(PreconditionException.class);
        assertThat(failure.reason())
                .isEqualTo("the precondition 'users does not exist' does not hold: they are there;  move them"
                        + " (select to_regclass('users') is null gave false)");
        assertThat(failure.source()).isEqualTo("aa12.sql:4");
        assertThat(failure.aftermath()).isEqualTo(StepFailure.Aftermath.ROLLED_BACK);
        assertThat(migrator.current()).containsExactly(new RevisionId("aa11"));
        assertThat(database.query("select to_regclass('made')")).containsExactly((String) null);
        assertThat(database.query("select error from migrator_history where outcome = 'failed'"))
                .containsExactly(failure.reason());

        middle("exists users");
        assertThat(migrator.upgrade("head").done()).hasSize(2);
    }

    @Test
    void a_skip_leaves_the_body_out_and_counts_as_applied(TestDatabase database) throws Exception {
        middle("warn empty nowhere", "skip absent users -- an older tool made them", "halt query select false");
        middle("skip absent users -- an older tool made them", "halt query select false");
        Migrator migrator = on(database);

        RunReport report = migrator.upgrade("head");

        assertThat(report.done()).extracting(StepResult::skipped).containsExactly(false, true, false);
        assertThat(report.done()).extracting(StepResult::statements).containsExactly(1, 0, 1);
        assertThat(report.done().get(1).unmet())
                .singleElement()
                .hasToString("skip unless users does not exist: an older tool made them");
        assertThat(database.query("select to_regclass('made')")).containsExactly((String) null);
        assertThat(database.query(ROWS))
                .containsExactly(
                        "aa11 applied - {\"drop table users\"}",
                        "aa12 applied skipped {}",
                        "aa13 applied - {\"drop table after\"}");
        assertThat(database.query(HISTORY))
                .containsExactly(
                        "aa11 upgrade done",
                        "aa12 upgrade done skipped: 'users does not exist' does not hold: an older tool made them",
                        "aa13 upgrade done");
        assertThat(migrator.status().in(Status.State.SKIPPED)).containsExactly(new RevisionId("aa12"));
        migrator.requireUpToDate();
        assertThat(migrator.upgrade("head").plan().isEmpty()).isTrue();
        assertThat(migrator.validate().findings()).isEmpty();
    }

    @Test
    void what_was_skipped_is_only_forgotten_on_the_way_back(TestDatabase database) throws Exception {
        middle("skip absent users");
        Migrator migrator = on(database);
        migrator.upgrade("head");

        RunReport back = migrator.downgrade("aa11");

        assertThat(back.plan().steps().get(1)).isInstanceOf(Step.Unmark.class);
        assertThat(database.query(HISTORY))
                .endsWith(
                        "aa13 downgrade done", "aa12 downgrade done it was skipped, so that there is nothing to undo");
        assertThat(migrator.current()).containsExactly(new RevisionId("aa11"));
        database.execute("drop table users");
        migrator.upgrade("aa12");
        assertThat(database.query("select to_regclass('made')::text")).containsExactly("made");
    }

    @Test
    void what_was_skipped_can_be_gone_back_over_though_it_has_no_way_back(TestDatabase database) throws Exception {
        file("aa12", "downRevision aa11|precondition skip absent users", "create table made (id int);", "");
        Migrator migrator = on(database);
        migrator.upgrade("head");
        migrator.downgrade("aa11");
        assertThat(migrator.current()).containsExactly(new RevisionId("aa11"));

        database.execute("drop table users");
        migrator.upgrade("head");
        assertThatThrownBy(() -> migrator.downgrade("aa11"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("aa12");
    }

    @Test
    void what_was_skipped_stays_so_where_its_code_is_accepted_or_gone(TestDatabase database) throws Exception {
        middle("skip absent users");
        Migrator migrator = on(database);
        migrator.upgrade("aa12");
        file("aa12", "downRevision aa11", "create table made (id bigint);", "drop table made;");
        assertThatThrownBy(() -> migrator.upgrade("head")).hasMessageContaining("aa12");

        migrator.repair(RepairRequest.accepting("aa12"));
        assertThat(database.query(ROWS)).contains("aa12 applied skipped {}");

        Files.delete(folder.resolve("aa12.sql"));
        Files.delete(folder.resolve("aa13.sql"));
        RunReport back = migrator.run(migrator.planDowngradeFromLedger("aa11"));
        assertThat(back.done())
                .singleElement()
                .satisfies(done -> assertThat(done.step()).isInstanceOf(Step.Unmark.class));
    }

    @Test
    void a_warning_is_told_and_recorded_and_the_revision_runs(TestDatabase database) throws Exception {
        middle("warn absent users -- look at them", "warn query select 1 > 2");

        RunReport report = on(database).upgrade("head");

        assertThat(report.done().get(1).skipped()).isFalse();
        assertThat(report.done().get(1).unmet()).hasSize(2);
        assertThat(database.query("select to_regclass('made')::text")).containsExactly("made");
        assertThat(database.query(HISTORY))
                .contains("aa12 upgrade done warned: 'users does not exist' does not hold: look at them; warned:"
                        + " 'select 1 > 2' does not hold");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selec true | failed with: syntax error at or near \"selec\"",
                "select true from nowhere | failed with: relation \"nowhere\" does not exist",
                "select 1 | gave a column of the type int4",
                "select 'true' | gave a column of the type text",
                "select true, true | gave 2 columns",
                "select true where false | gave no row",
                "select null::bool | gave null",
                "select true from generate_series(1, 3) | gave several rows",
                "delete from users returning true | failed with: cannot execute DELETE in a read-only transaction",
                "create table other (id int) | failed with: cannot execute CREATE TABLE in a read-only transaction"
            })
    void one_that_cannot_be_evaluated_fails_the_step_and_says_what_is_expected(
            String query, String gave, TestDatabase database) throws Exception {
        for (String otherwise : List.of("halt", "skip", "warn")) {
            middle(otherwise + " query " + query);
            StepFailure failure = failure(on(database));
            assertThat(failure.cause()).isInstanceOf(PreconditionException.class);
            assertThat(failure.reason())
                    .startsWith("the precondition cannot be evaluated: " + query + " " + gave)
                    .endsWith("; it must give one row with one boolean, true or false");
            assertThat(failure.source()).isEqualTo("aa12.sql:3");
            assertThat(on(database).current()).containsExactly(new RevisionId("aa11"));
        }
        assertThat(database.query("select to_regclass('made')")).containsExactly((String) null);
    }

    @Test
    void outside_a_transaction_they_are_asked_before_the_step_is_begun(TestDatabase database) throws Exception {
        String header = "downRevision aa11|transactional false|rerunnable true|precondition ";
        file("aa12", header + "halt absent users", "create index concurrently i on users (id);", "drop index i;");
        Migrator migrator = on(database);
        assertThat(failure(migrator).aftermath()).isEqualTo(StepFailure.Aftermath.ROLLED_BACK);
        assertThat(database.query(HISTORY)).containsExactly("aa11 upgrade done", "aa12 upgrade failed");

        file("aa12", header + "query selec", "create index concurrently i on users (id);", "drop index i;");
        failure(migrator);
        assertThat(migrator.status().in(Status.State.INTERRUPTED)).isEmpty();

        file("aa12", header + "skip absent users", "create index concurrently i on users (id);", "drop index i;");
        migrator.upgrade("head");
        assertThat(migrator.status().in(Status.State.SKIPPED)).containsExactly(new RevisionId("aa12"));
        assertThat(database.query("select to_regclass('i')")).containsExactly((String) null);
        assertThat(database.query("select count(*) from migrator_history where outcome = 'started'"))
                .containsExactly("0");
    }

    @Test
    void what_was_interrupted_and_runs_again_is_not_asked_again(TestDatabase database) throws Exception {
        String header = "downRevision aa11|transactional false|rerunnable true|precondition ";
        String sql = "create table if not exists made (id int);\n";
        file("aa12", header + "absent made", sql + "select 1 / 0;", "drop table made;");
        Migrator migrator = on(database);
        assertThat(failure(migrator).aftermath()).isEqualTo(StepFailure.Aftermath.INTERRUPTED);

        file("aa12", header + "absent made", sql, "drop table made;");
        assertThat(migrator.upgrade("head").done()).hasSize(2);
    }

    @Test
    void in_one_transaction_they_see_what_the_steps_before_did_and_a_halt_takes_all_back(TestDatabase database)
            throws Exception {
        middle("exists users", "skip absent users");
        Migrator together = configured(database).singleTransaction(true).build();
        assertThat(together.upgrade("head").done())
                .extracting(StepResult::skipped)
                .containsExactly(false, true, false);
        together.downgrade("base");

        middle("absent users");
        assertThat(failure(together).aftermath()).isEqualTo(StepFailure.Aftermath.ALL_ROLLED_BACK);
        assertThat(together.current()).isEmpty();
    }

    @Test
    void a_dry_run_asks_them_and_tells(TestDatabase database) throws Exception {
        middle("warn absent users", "skip query select false");
        Migrator migrator = on(database);

        Rehearsal rehearsal = migrator.dryRun(migrator.plan("head"));

        assertThat(rehearsal.steps()).hasSize(3);
        assertThat(rehearsal.steps().get(1).unmet()).hasSize(2);
        assertThat(database.objects()).isEmpty();

        middle("absent users");
        assertThatThrownBy(() -> migrator.dryRun(migrator.plan("head")))
                .isInstanceOfSatisfying(
                        RunFailedException.class,
                        failed -> assertThat(
                                        failed.report().failure().orElseThrow().reason())
                                .contains("gave false"));
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void what_is_only_recorded_is_asked_nothing(TestDatabase database) throws Exception {
        middle("query select false", "query nonsense");
        Migrator migrator = on(database);
        migrator.stamp("aa12");

        assertThat(migrator.status().in(Status.State.SKIPPED)).isEmpty();
        assertThat(migrator.current()).containsExactly(new RevisionId("aa12"));
    }

    @Test
    void a_step_that_is_tried_again_asks_again(TestDatabase database) throws Exception {
        middle("query select count(*) = 0 from users");
        Migrator migrator = configured(database)
                .retries(20)
                .retryBudget(Duration.ofMinutes(1))
                .lockTimeout(Duration.ofMillis(50))
                .build();
        migrator.upgrade("aa11");
        Thread holder = new Thread(() -> {
            try (var other = database.connect();
                    var statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("lock table users; select pg_sleep(0.7)");
                other.commit();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        holder.start();
        database.await("select 1 from pg_locks where relation = 'users'::regclass and granted"
                + " and mode = 'AccessExclusiveLock'");

        assertThat(migrator.upgrade("head").done()).hasSize(2);
        holder.join();
    }

    @Test
    void passwords_in_them_are_shown_nowhere(TestDatabase database) throws Exception {
        middle("halt query select 'password=geheim1' = ''");

        StepFailure failure = failure(on(database));

        assertThat(failure.reason()).contains("password*").doesNotContain("geheim1");
        assertThat(database.query("select error from migrator_history where outcome = 'failed'"))
                .singleElement()
                .asString()
                .doesNotContain("geheim1");
        middle("skip query select 'password=geheim1' = ''");
        on(database).upgrade("head");
        assertThat(database.query(HISTORY)).noneMatch(row -> row.contains("geheim1"));
    }

    @Test
    void a_class_says_them_by_annotations(TestDatabase database) throws Exception {
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(List.of(new Pass()))
                .build();
        StepFailure failure = failure(migrator);
        assertThat(failure.reason()).contains("'gate exists' does not hold: make a gate first");
        assertThat(failure.source()).isEmpty();

        database.execute("create table gate (id int); insert into gate values (1)");
        assertThat(migrator.upgrade("head").done())
                .singleElement()
                .satisfies(done -> assertThat(done.skipped()).isTrue());
        migrator.downgrade("base");
        database.execute("truncate gate");
        migrator.upgrade("head");
        assertThat(database.query("select to_regclass('passed')::text")).containsExactly("passed");
    }
}
