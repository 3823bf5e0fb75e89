// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.outcome.LockForecast;
import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.Script;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.TableLock;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A plan that is really run, and rolled back. */
@ExtendWith(FreshDatabase.class)
@Timeout(120)
class DryRunIT {

    @TempDir
    private Path folder;

    private final List<StepEvent> heard = new ArrayList<>();

    @Test
    void everything_is_told_and_nothing_is_left(TestDatabase database, PostgresPrograms programs) throws Exception {
        database.execute("create table people (id int primary key, name text);"
                + " insert into people select i, 'x' from generate_series(1, 5) i");
        script("ab11", "", "create table pets (id int, owner int references people);", "drop table pets;");
        script(
                "ab12",
                "ab11",
                "alter table people add mail text;\nupdate people set mail = name;\ncreate index on pets (owner);",
                "alter table people drop mail;");
        String before = programs.schema(database);

        Rehearsal rehearsal = dryRun(database, "head");

        assertThat(rehearsal.steps())
                .extracting(step -> step.step().id() + " " + step.statements() + " " + step.rows() + " " + step.locks())
                .containsExactly(
                        "ab11 1 0 [ShareRowExclusiveLock on people]", "ab12 3 5 [AccessExclusiveLock on people]");
        assertThat(rehearsal.forecast().locks())
                .extracting(LockForecast.Expected::lock)
                .hasToString("[AccessExclusiveLock on people]");
        assertThat(rehearsal.forecast().unknown()).isEmpty();
        assertThat(rehearsal.stop()).isEmpty();
        assertThat(rehearsal.notRehearsed()).isEmpty();
        assertThat(heard)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "RunStarted", "LocksForeseen", "StepStarted", "StepRehearsed", "StepStarted", "StepRehearsed");
        assertThat(programs.schema(database)).isEqualTo(before).doesNotContain("migrator_");
        assertThat(database.query("select people::text from people")).hasSize(5).allMatch(row -> row.endsWith(",x)"));

        assertThat(migrator(database).upgrade("head").done()).hasSize(2);
    }

    @Test
    void what_is_related_to_what_is_locked_is_said_beforehand(TestDatabase database) throws Exception {
        database.execute(
                "create table pt (id int) partition by list (id); create table pt1 partition of pt for values in (1);"
                        + " create table pt2 partition of pt for values in (2); create table par (id int);"
                        + " create table child () inherits (par); create table base (id int);"
                        + " create view v as select * from base; create view w as select * from v; create table alone (id int)");
        script(
                "ab11",
                "",
                "alter table pt add x int; truncate par; update w set id = 1; alter table alone add x int;",
                "");
        script("ab12", "ab11", "drop table pt1;", "");

        Rehearsal rehearsal = dryRun(database, "head");

        assertThat(rehearsal.forecast().unknown())
                .extracting(Script.Gap::toString)
                .contains(
                        "ab11: which of these AccessExclusiveLock on pt takes along: pt1, pt2",
                        "ab11: which of these AccessExclusiveLock on par takes along: child",
                        "ab11: which of these RowExclusiveLock on w takes along: base, v",
                        "ab12: which of these AccessExclusiveLock on pt1 takes along: pt")
                .hasSize(5);
        assertThat(rehearsal.steps().get(0).locks())
                .extracting(TableLock::relation)
                .contains("pt1", "pt2", "child", "base");
    }

    @Test
    void a_downgrade_is_rehearsed_too_and_what_it_drops_keeps_its_name(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        script("ab11", "", "create table people (id int);", "drop table people;");
        Migrator migrator = migrator(database);
        migrator.upgrade("head");
        String before = programs.schema(database);
        List<String> history = database.query("select migrator_history::text from migrator_history");

        Rehearsal rehearsal = migrator.dryRun(migrator.planDowngrade("base"));

        assertThat(rehearsal.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.locks()).hasToString("[AccessExclusiveLock on people]"));
        assertThat(rehearsal.forecast().unknown())
                .extracting(Script.Gap::why)
                .containsExactly("the tables that people refers to");
        assertThat(programs.schema(database)).isEqualTo(before);
        assertThat(database.query("select migrator_history::text from migrator_history"))
                .isEqualTo(history);
        assertThat(migrator.current()).hasToString("[ab11]");
    }

    @Test
    void it_ends_before_the_first_step_outside_a_transaction(TestDatabase database) throws Exception {
        script("ab11", "", "create table people (id int);", "drop table people;");
        script(
                "ab12",
                "ab11\n-- migrator: transactional false",
                "create index concurrently people_id on people (id);",
                "");
        script("ab13", "ab12", "select 1;", "");

        Rehearsal rehearsal = dryRun(database, "head");

        assertThat(rehearsal.steps()).hasSize(1);
        assertThat(rehearsal.stop().orElseThrow().why()).contains("outside a transaction");
        assertThat(rehearsal.notRehearsed()).extracting(Step::id).hasToString("[ab12, ab13]");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void it_ends_at_a_value_of_an_enum_that_only_a_commit_makes_usable(TestDatabase database) throws Exception {
        database.execute("create type mood as enum ('sad'); create table people (mood mood)");
        script("ab11", "", "alter type mood add value 'glad';", "select 1;");
        script("ab12", "ab11", "insert into people values ('sad');", "");
        script("ab13", "ab12", "insert into people values ('glad');", "");
        script("ab14", "ab13", "select 1;", "");

        Rehearsal rehearsal = dryRun(database, "head");

        assertThat(rehearsal.steps()).hasSize(2);
        assertThat(rehearsal.stop().orElseThrow().step().id()).hasToString("ab13");
        assertThat(rehearsal.stop().orElseThrow().why()).contains("'glad'");
        assertThat(rehearsal.notRehearsed()).hasSize(2);
        assertThat(database.query("select enum_range(null::mood)")).containsExactly("{sad}");
        assertThat(migrator(database).upgrade("head").done()).hasSize(4);
    }

    @Test
    void a_value_that_one_step_adds_and_uses_is_a_failure_as_in_a_run(TestDatabase database) throws Exception {
        database.execute("create type mood as enum ('sad'); create table people (mood mood)");
        script("ab11", "", "alter type mood add value 'calm';", "");
        script("ab12", "ab11", "alter type mood add value 'glad';\ninsert into people values ('glad');", "");

        StepFailure failure = failure(database);

        assertThat(failure.step().id()).hasToString("ab12");
        assertThat(failure.sql().orElseThrow().state()).isEqualTo("55P04");
    }

    @Test
    void a_step_that_fails_is_told_and_nothing_goes_into_the_history(TestDatabase database) throws Exception {
        script("ab11", "", "create table people (id int);", "drop table people;");
        script("ab1a", "ab11", "alter table people add mail text; insert into people values (1), (2);", "");
        script("ab12", "ab1a", "select 1;\nselect 1/0;", "");
        script("ab13", "ab12", "select 1;", "");
        migrator(database).upgrade("ab11");
        List<String> history = database.query("select migrator_history::text from migrator_history");

        Migrator migrator = migrator(database);
        Plan plan = migrator.plan("head");
        RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> migrator.dryRun(plan));
        RunReport report = failed.report();

        assertThat(failed.rehearsal().orElseThrow().steps())
                .extracting(step -> step.step().id() + " " + step.statements() + " " + step.rows() + " " + step.locks())
                .containsExactly("ab1a 2 2 [AccessExclusiveLock on people]");
        StepFailure failure = report.failure().orElseThrow();
        assertThat(failure.source()).isEqualTo("ab12.sql:6");
        assertThat(failure.aftermath()).isEqualTo(StepFailure.Aftermath.REHEARSED);
        assertThat(failure.fate()).contains("Everything was rolled back");
        assertThat(report.done()).isEmpty();
        assertThat(report.notRun()).extracting(Step::id).hasToString("[ab13]");
        assertThat(database.query("select migrator_history::text from migrator_history"))
                .isEqualTo(history);
    }

    @Test
    void what_a_commit_would_find_is_found_at_the_end_of_each_step(TestDatabase database) throws Exception {
        database.execute("create table people (id int primary key);"
                + " create table pets (owner int references people deferrable initially deferred);"
                + " create table toys (owner int, constraint pets_owner_fkey foreign key (owner) references people)");
        script("ab11", "", "insert into pets values (1); insert into people values (1);", "");
        script("ab12", "ab11", "insert into pets values (2);", "");
        script("ab13", "ab12", "insert into people values (2);", "");

        StepFailure failure = failure(database);

        assertThat(failure.step().id()).hasToString("ab12");
        assertThat(failure.sql().orElseThrow().state()).isEqualTo("23503");
    }

    @Test
    void constraints_wait_in_the_next_step_as_if_there_had_been_a_commit(TestDatabase database) throws Exception {
        database.execute("create table people (id int primary key);"
                + " create table pets (owner int references people deferrable initially deferred)");
        String well = "insert into pets values (%1$s); insert into people values (%1$s);";
        script("ab11", "", well.formatted(1), "");
        script("ab12", "ab11", well.formatted(2), "");
        script(
                "ab13",
                "ab12",
                "create table more (owner int references people deferrable initially deferred);"
                        + " insert into more values (3); insert into people values (3);",
                "");

        assertThat(dryRun(database, "head").steps()).hasSize(3);
    }

    @Test
    void what_a_commit_closes_drops_and_empties_is_gone_in_the_next_step(TestDatabase database) throws Exception {
        String temporary =
                "create temp table tt on commit drop as select 1 as i;\n" + "declare c cursor for select 1;\nfetch c;";
        script("ab11", "", temporary + "\ncreate temporary table kept (i int) on commit delete rows;", "");
        script("ab12", "ab11", temporary + "\ninsert into kept values (1);\nselect 1 from kept;", "");
        script(
                "ab13",
                "ab12",
                "do $$ begin if exists (select from kept) then raise 'rows'; end if; end $$;\n" + temporary,
                "");

        assertThat(dryRun(database, "head").steps()).hasSize(3);
        assertThat(migrator(database).upgrade("head").done()).hasSize(3);
    }

    @Test
    void a_missing_permission_shows(TestDatabase database) throws Exception {
        script("ab11", "", "create table people (id int);", "");
        String role = "dry_" + database.name();
        database.execute("create role " + role + "; revoke create on schema public from public");
        try {
            Migrator migrator = builder(database).role(role).build();
            Plan plan = migrator.plan("head");

            assertThatThrownBy(() -> migrator.dryRun(plan))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("permission denied");
        } finally {
            database.execute("drop role " + role);
        }
    }

    @Test
    void it_ends_when_it_is_told_to(TestDatabase database) throws Exception {
        script("ab11", "", "create table people (id int); select pg_sleep(60);", "");
        CompletableFuture<Void> sleeps = new CompletableFuture<>();
        Migrator migrator = builder(database)
                .listener(event -> {
                    if (event instanceof StepEvent.StepStarted) {
                        sleeps.complete(null);
                    }
                })
                .build();
        Plan plan = migrator.plan("head");
        CompletableFuture<RunFailedException> ended = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(RunFailedException.class, () -> migrator.dryRun(plan)));

        sleeps.get(30, TimeUnit.SECONDS);
        migrator.cancel();

        RunFailedException failed = ended.get(30, TimeUnit.SECONDS);
        assertThat(failed.report().failure().orElseThrow().cancelled()).isTrue();
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void who_is_in_the_way_is_named_and_it_is_not_tried_again(TestDatabase database) throws Exception {
        database.execute("create table people (id int)");
        script("ab11", "", "alter table people add mail text;", "");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table people in access share mode");

            Migrator migrator =
                    builder(database).lockTimeout(Duration.ofSeconds(4)).build();
            Plan plan = migrator.plan("head");
            StepFailure failure = catchThrowableOfType(RunFailedException.class, () -> migrator.dryRun(plan))
                    .report()
                    .failure()
                    .orElseThrow();

            assertThat(failure.sql().orElseThrow().state()).isEqualTo("55P03");
            assertThat(failure.tries()).isEqualTo(1);
            assertThat(failure.blockers()).isNotEmpty();
        }
    }

    @Test
    void nothing_to_do_and_a_plan_that_is_stale_or_only_records(TestDatabase database) throws Exception {
        script("ab11", "", "create table people (id int);", "drop table people;");
        Migrator migrator = migrator(database);
        Plan plan = migrator.plan("head");
        Plan stamp = migrator.planStamp(List.of("head"), false);
        migrator.upgrade("head");

        assertThat(migrator.dryRun(migrator.plan("head")).steps()).isEmpty();
        assertThatThrownBy(() -> migrator.dryRun(plan)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> migrator.dryRun(stamp)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void what_the_ledger_keeps_can_be_rehearsed(TestDatabase database) throws Exception {
        script("ab11", "", "create table people (id int);", "drop table people;");
        script("ab12", "ab11", "create table pets (id int);", "drop table pets;");
        migrator(database).upgrade("head");
        Files.delete(folder.resolve("ab12.sql"));
        Migrator older = migrator(database);

        Rehearsal rehearsal = older.dryRun(older.planDowngradeFromLedger("ab11"));

        assertThat(rehearsal.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.locks()).hasToString("[AccessExclusiveLock on pets]"));
        assertThat(database.objects()).contains("table pets");
    }

    private StepFailure failure(TestDatabase database) {
        return catchThrowableOfType(RunFailedException.class, () -> dryRun(database, "head"))
                .report()
                .failure()
                .orElseThrow();
    }

    private Rehearsal dryRun(TestDatabase database, String target) {
        Migrator migrator = migrator(database);
        return migrator.dryRun(migrator.plan(target));
    }

    private Migrator migrator(TestDatabase database) {
        return builder(database).listener(heard::add).build();
    }

    private MigratorBuilder builder(TestDatabase database) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .folders(List.of(folder))
                .compileInto(folder.resolve(".classes"))
                .lockTimeout(Duration.ofMillis(300));
    }

    private void script(String id, String parent, String upgrade, String downgrade) throws Exception {
        String below = parent.isEmpty() ? "" : "-- migrator: downRevision " + parent + "\n";
        String back = downgrade.isEmpty() ? "" : "\n-- migrator: downgrade\n" + downgrade + "\n";
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + below + "-- migrator: message m\n-- migrator: upgrade\n"
                        + upgrade + back);
    }
}
