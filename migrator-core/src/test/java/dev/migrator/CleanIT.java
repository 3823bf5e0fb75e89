// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.CleanFailure;
import dev.migrator.outcome.SqlError;
import dev.migrator.plan.CleanPlan;
import dev.migrator.plan.Removal;
import dev.migrator.revision.Problem;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How schemas are emptied, and when they are not. */
@ExtendWith(FreshDatabase.class)
@Timeout(180)
class CleanIT {

    private static final String SHELTER = "create schema app; create schema other; create extension hstore schema app;"
            + " grant usage on schema app to public; comment on schema app is 'ours';"
            + " create foreign data wrapper nothing; create server nowhere foreign data wrapper nothing";

    @Revision(id = "c1a0", message = "people")
    static final class People implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table folk (id int primary key, name text)");
            db.execute("insert into folk select n, 'x' from generate_series(1, 3) n");
        }
    }

    @Revision(id = "c1a1", message = "slow")
    static final class Slow implements Migration {
        private final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table slow (id int)");
            begun.countDown();
            db.execute("select pg_sleep(1)");
        }
    }

    private static MigratorBuilder on(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .migrations()
                .cleanEnabled(true);
    }

    private static void everyKind(TestDatabase database) throws Exception {
        try (InputStream script = Objects.requireNonNull(CleanIT.class.getResourceAsStream("/clean/every-kind.sql"))) {
            database.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        database.execute("create view app.of_hstore as select 'a=>1'::app.hstore as h");
        database.execute("create table app.uses_hstore (h app.hstore)");
    }

    @Test
    void objects_of_every_kind_go_and_those_of_extensions_and_the_schemas_stay(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        database.execute(SHELTER);
        database.execute("create table other.mine (id int)");
        String before = programs.schema(database);
        everyKind(database);
        Migrator migrator = on(database).schema("app").migrations(new People()).build();
        migrator.upgrade("head");

        CleanPlan plan = migrator.cleaner().plan();
        assertThat(plan.removals()).extracting(Removal::kind).contains(Removal.Kind.values());
        assertThat(plan.parts()).hasSize(1);
        assertThat(migrator.cleaner().clean(plan).plan().removals()).hasSameSizeAs(plan.removals());

        assertThat(programs.schema(database)).isEqualTo(before);
        assertThat(migrator.cleaner().clean().plan().isEmpty()).isTrue();
        assertThat(migrator.upgrade("head").done()).hasSize(1);
    }

    @Test
    void what_goes_is_told_with_the_rows_that_are_lost(TestDatabase database) throws Exception {
        Migrator migrator = on(database).migrations(new People()).build();
        migrator.upgrade("head");
        database.execute("create table many as select generate_series(1, 20000) n; analyze many");

        CleanPlan plan = on(database).cleanEnabled(false).build().cleaner().plan();

        assertThat(plan.database()).isEqualTo(database.name());
        assertThat(plan.schemas()).containsExactly("public");
        assertThat(plan.takesTheLedger()).isTrue();
        assertThat(plan.removals())
                .filteredOn(removal -> removal.name().equals("public.folk"))
                .singleElement()
                .satisfies(folk -> assertThat(folk.rows()).hasValue(new Removal.RowCount(3, true)));
        assertThat(plan.removals())
                .filteredOn(removal -> removal.name().equals("public.many"))
                .singleElement()
                .satisfies(many -> assertThat(many.rows()).hasValue(new Removal.RowCount(20_000, false)));
    }

    @Test
    void nothing_goes_unless_that_is_enabled(TestDatabase database) throws Exception {
        database.execute("create table t (id int)");
        Migrator migrator = on(database).cleanEnabled(false).build();

        assertThatThrownBy(() -> migrator.cleaner().clean())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("clean-enabled = true")
                .hasMessageContaining("destroys all data");
        assertThat(migrator.cleaner().plan().removals()).hasSize(1);
        assertThat(database.objects()).containsExactly("table t");
    }

    @Test
    void what_depends_on_it_from_elsewhere_is_named_and_nothing_goes(TestDatabase database) throws Exception {
        database.execute(SHELTER);
        everyKind(database);
        database.execute("create view other.v as select * from app.happy");
        database.execute("create table other.t (id int references app.circle_a, m app.mood)");
        database.execute("create table other.part partition of app.measures"
                + " for values from ('2030-01-01') to ('2031-01-01')");
        database.execute("create function app.evt() returns event_trigger language plpgsql as 'begin end'");
        database.execute("create event trigger ev on ddl_command_end when tag in ('CREATE RULE')"
                + " execute function app.evt()");
        Migrator migrator = on(database).schema("app").build();
        List<String> before = database.query("select oid from pg_class union all select oid from pg_proc order by 1");

        Problem refused = catchThrowableOfType(
                        RefusedException.class, () -> migrator.cleaner().clean())
                .problems()
                .get(0);

        assertThat(refused.kind()).isEqualTo("needed_elsewhere");
        assertThat(refused.message())
                .contains(", view other.v; ")
                .contains("constraint t_id_fkey on table other.t")
                .contains("column m of table other.t")
                .contains("table other.part")
                .contains("event trigger ev")
                .doesNotContain("column mood of view");
        assertThat(database.query("select oid from pg_class union all select oid from pg_proc order by 1"))
                .isEqualTo(before);
        database.execute("drop event trigger ev");
        on(database).schemas(List.of("app", "other")).build().cleaner().clean();
        assertThat(database.query("select relname from pg_class where relnamespace = 'other'::regnamespace"))
                .isEmpty();
    }

    @Test
    void a_ledger_in_a_schema_of_its_own_goes_and_what_else_is_there_stays(TestDatabase database) throws Exception {
        database.execute("create schema ops; create table ops.mine (id int); create table ops.x_other (id int)");
        Migrator migrator = on(database)
                .historySchema("ops")
                .historyPrefix("x_")
                .migrations(new People())
                .build();
        migrator.upgrade("head");

        migrator.cleaner().clean();

        assertThat(database.objects()).isEmpty();
        assertThat(database.query("select relname from pg_class where relnamespace = 'ops'::regnamespace order by 1"))
                .containsExactly("mine", "x_other");
        assertThat(migrator.current()).isEmpty();
    }

    @Test
    void a_ledger_that_is_damaged_goes_too(TestDatabase database) throws Exception {
        Migrator migrator = on(database).migrations(new People()).build();
        migrator.upgrade("head");
        database.execute("alter table migrator_applied drop column state cascade; drop table migrator_history");

        migrator.cleaner().clean();

        assertThat(migrator.upgrade("head").done()).hasSize(1);
    }

    @Test
    void what_was_made_since_it_was_shown_is_not_dropped(TestDatabase database) throws Exception {
        database.execute("create table t (id int)");
        SchemaCleaner cleaner = on(database).build().cleaner();
        CleanPlan plan = cleaner.plan();
        database.execute("drop table t; create table t (id int)");

        assertThatThrownBy(() -> cleaner.clean(plan))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problems().get(0).kind()).isEqualTo("stale"));
        assertThat(database.objects()).containsExactly("table t");
    }

    @Test
    void a_role_that_does_not_own_something_is_told_and_nothing_goes(TestDatabase database) throws Exception {
        String guest = "guest_" + database.name();
        database.execute("create role " + guest + "; create schema app; grant all on schema app to " + guest
                + "; create table app.theirs (id int); create table app.own (id int); create type app.t as enum ('a');"
                + " alter table app.own owner to " + guest);
        Migrator migrator = on(database).schema("app").role(guest).build();
        try {
            assertThatThrownBy(() -> migrator.cleaner().clean())
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("enum app.t (of " + database.user() + "), table app.theirs (of ")
                    .message()
                    .doesNotContain("app.own");
            assertThat(database.query("select relname from pg_class where relnamespace = 'app'::regnamespace"))
                    .hasSize(2);
            database.execute("alter schema app owner to " + guest);
            assertThat(migrator.cleaner().clean().plan().removals()).hasSize(3);
        } finally {
            database.execute("drop owned by " + guest + " cascade; drop role " + guest);
        }
    }

    @Test
    void a_drop_that_fails_leaves_everything(TestDatabase database) throws Exception {
        Migrator migrator = on(database).migrations(new People()).build();
        migrator.upgrade("head");
        database.execute("create table zz (id int)");
        database.execute("create schema guard; create function guard.no() returns event_trigger language plpgsql as $$"
                + " begin if exists (select from pg_event_trigger_dropped_objects() where object_name = 'zz') then"
                + " raise 'zz stays'; end if; end $$; create event trigger no on sql_drop execute function guard.no()");
        List<String> before = database.objects();

        CleanFailure failure = catchThrowableOfType(
                        CleanFailedException.class, () -> migrator.cleaner().clean())
                .failure();

        assertThat(failure.reason()).isEqualTo("zz stays");
        assertThat(failure.statement()).isEqualTo("drop table if exists public.zz");
        assertThat(failure.fate()).contains("nothing was dropped");
        assertThat(database.objects()).isEqualTo(before);
        assertThat(migrator.current()).hasSize(1);
    }

    @Test
    void whose_lock_is_in_the_way_is_told_and_nothing_goes(TestDatabase database) throws Exception {
        database.execute("create table a (id int); create table b (id int)");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("set application_name = 'reporter'; select * from b");
            Migrator migrator = on(database).lockTimeout(Duration.ofMillis(400)).build();

            CleanFailure failure = catchThrowableOfType(
                            CleanFailedException.class, () -> migrator.cleaner().clean())
                    .failure();

            assertThat(failure.sql().orElseThrow().state()).isEqualTo("55P03");
            assertThat(failure.blockers())
                    .singleElement()
                    .satisfies(blocker -> assertThat(blocker.application()).isEqualTo("reporter"));
            assertThat(failure.advice()).contains("in its way");
        }
        assertThat(database.objects()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table other.late () inherits (public.a); insert into other.late values (1)",
                "create table other.late partition of public.p for values in (1); insert into other.late values (1)",
                "create table other.late (id int references public.a); insert into other.late values (1)",
                "create view other.late as select * from public.a",
                "create view other.late as select * from public.v",
                "create materialized view other.late as select * from public.m",
                "create view late as select * from public.v",
                "create table late (id int); lock table v in access share mode"
            })
    void what_comes_while_it_waits_is_never_dropped_along(String late, TestDatabase database) throws Exception {
        database.execute("create schema other; create table a (id int primary key); insert into a values (1);"
                + " create table p (id int) partition by list (id); create view v as select 1 as id;"
                + " create materialized view m as select 1 as id");
        Migrator migrator = on(database).lockTimeout(Duration.ofSeconds(20)).build();
        CleanFailure failure;
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(late);
            CompletableFuture<CleanFailure> cleaning = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                            CleanFailedException.class, () -> migrator.cleaner().clean())
                    .failure());
            database.await("select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'");
            other.commit();
            failure = cleaning.get(60, TimeUnit.SECONDS);
        }

        assertThat(failure.reason() + failure.sql().map(SqlError::detail).orElse(""))
                .containsAnyOf("late", "was made while they were being emptied");
        assertThat(failure.fate()).contains("nothing was dropped");
        assertThat(database.query("select count(*) from pg_class where relname in ('late', 'a', 'p', 'v', 'm')"))
                .containsExactly("5");
    }

    @Test
    void a_run_in_progress_is_waited_for(TestDatabase database) throws Exception {
        Slow slow = new Slow();
        Migrator migrator = on(database).migrations(slow).build();
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(
                () -> migrator.upgrade("head").done().size());
        slow.begun.await();

        assertThatThrownBy(() ->
                        on(database).lockWait(Duration.ZERO).build().cleaner().clean())
                .isInstanceOf(LockUnavailableException.class);
        CleanPlan gone = migrator.cleaner().clean().plan();

        assertThat(run.join()).isEqualTo(1);
        assertThat(gone.removals()).extracting(Removal::name).contains("public.slow", "public.migrator_heads");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void what_cannot_be_written_to_is_refused_where_there_is_something_to_drop(TestDatabase database) throws Exception {
        database.execute(
                "alter database " + database.name() + " set default_transaction_read_only = on; create schema empty");
        Migrator migrator = on(database).build();
        assertThat(migrator.cleaner().clean().plan().isEmpty()).isTrue();
        database.execute("begin read write; create table t (id int); commit");

        assertThat(migrator.cleaner().plan().removals()).hasSize(1);
        assertThatThrownBy(() -> migrator.cleaner().clean())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problems().get(0).kind()).isEqualTo("read_only"));
    }

    @Test
    void schemas_of_the_server_and_schemas_that_there_are_none_of_are_left_alone(TestDatabase database) {
        assertThatThrownBy(() ->
                        on(database).schema("pg_catalog").build().cleaner().clean())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("pg_catalog");
        CleanPlan plan = on(database)
                .schemas(List.of("nope", "public"))
                .build()
                .cleaner()
                .plan();

        assertThat(plan.absent()).containsExactly("nope");
        assertThat(plan.isEmpty()).isTrue();
        assertThat(on(database).schema("nope").build().cleaner().clean().plan().isEmpty())
                .isTrue();
    }

    @Test
    void as_many_locks_are_held_as_the_plan_says(TestDatabase database) throws Exception {
        database.execute(SHELTER);
        everyKind(database);
        CleanPlan plan = on(database).schema("app").build().cleaner().plan();

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (Removal removal : plan.removals()) {
                statement.execute(removal.sql());
            }
            try (ResultSet locks =
                    statement.executeQuery("select count(*) from pg_locks where pid = pg_backend_pid()")) {
                locks.next();
                assertThat((double) plan.locks()).isBetween(locks.getInt(1) * 0.9, locks.getInt(1) * 1.1);
            }
            connection.rollback();
        }
    }
}
