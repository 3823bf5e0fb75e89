// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.fixtures.injected.CreateNamedTable;
import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.Blocker;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Steps that others are in the way of. */
@ExtendWith(FreshDatabase.class)
@Timeout(60)
class ContentionIT {

    @Revision(id = "aa01", message = "add a column")
    static final class AddColumn implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table made (id int)");
            db.execute("alter table users add email text");
        }
    }

    @Revision(id = "aa02", message = "lock two tables")
    static final class LockTwo implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("lock table b");
            db.execute("lock table a");
        }
    }

    @Revision(id = "aa03", transactional = false)
    static final class Outside implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("set lock_timeout = '100ms'");
            db.execute("alter table users add email text");
        }
    }

    @Test
    void a_step_that_meets_a_lock_is_tried_again_and_tells_who_held_it(TestDatabase database) throws Exception {
        database.execute("create table users (id int)");
        List<StepFailure> failures = new ArrayList<>();
        List<String> states = new ArrayList<>();
        try (Connection other = database.connect()) {
            hold(other, "lock table users in access share mode; /* alter role x password 'sesame' */ select 1");
            Migrator migrator = on(database, retried -> {
                        failures.add(retried.failure());
                        states.addAll(ask(
                                database,
                                "select distinct state from pg_stat_activity where application_name = 'migrator'"
                                        + " and datname = current_database()"));
                        rollback(other);
                    })
                    .migrations(new AddColumn())
                    .lockTimeout(Duration.ofSeconds(1))
                    .build();

            assertThat(migrator.upgrade("head").done()).hasSize(1);
        }

        assertThat(states)
                .as("no transaction is open while the step waits to be tried again")
                .contains("idle")
                .doesNotContain("idle in transaction", "idle in transaction (aborted)");
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).sql().orElseThrow().state()).isEqualTo("55P03");
        Blocker blocker = failures.get(0).blockers().get(0);
        assertThat(blocker.state()).isEqualTo("idle in transaction");
        assertThat(blocker.application()).isEqualTo("reporter");
        assertThat(blocker.user()).isEqualTo(database.user());
        assertThat(blocker.mode()).isEqualTo("AccessShareLock");
        assertThat(blocker.relation()).isEqualTo("users");
        assertThat(blocker.transactionAge()).isPresent();
        assertThat(blocker.query()).contains("select 1").doesNotContain("sesame");
        assertThat(database.query("select outcome from migrator_history order by id"))
                .containsExactly("failed", "done");
    }

    @Test
    void a_step_that_never_gets_its_lock_fails_whole_after_the_last_try(TestDatabase database) throws Exception {
        database.execute("create table users (id int)");
        try (Connection other = database.connect()) {
            hold(other, "lock table users in access share mode");
            Migrator migrator = on(database, retried -> {})
                    .migrations(new AddColumn())
                    .lockTimeout(Duration.ofMillis(500))
                    .retries(2)
                    .build();

            RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));

            StepFailure failure = failed.report().failure().orElseThrow();
            assertThat(failure.tries()).isEqualTo(3);
            assertThat(failure.blockers()).extracting(Blocker::relation).containsExactly("users");
        }
        assertThat(database.objects()).doesNotContain("table made");
        assertThat(database.query("select outcome from migrator_history order by id"))
                .containsExactly("failed", "failed", "failed");
    }

    @Test
    void no_further_try_is_begun_when_the_budget_is_spent(TestDatabase database) throws Exception {
        database.execute("create table users (id int)");
        try (Connection other = database.connect()) {
            hold(other, "lock table users in access share mode");
            Migrator migrator = on(database, retried -> {})
                    .migrations(new AddColumn())
                    .lockTimeout(Duration.ofMillis(100))
                    .retries(1000)
                    .retryBudget(Duration.ofMillis(50))
                    .build();

            RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));

            assertThat(failed.report().failure().orElseThrow().tries()).isEqualTo(1);
        }
    }

    @Test
    void the_victim_of_a_deadlock_is_tried_again(TestDatabase database) throws Exception {
        database.execute("create table a (); create table b ()");
        List<StepFailure> failures = new ArrayList<>();
        try (Connection other = database.connect()) {
            hold(other, "set local deadlock_timeout = '30s'; lock table a");
            Migrator migrator = on(database, retried -> failures.add(retried.failure()))
                    .migrations(new LockTwo())
                    .lockTimeout(Duration.ZERO)
                    .build();
            CompletableFuture<Integer> run = CompletableFuture.supplyAsync(
                    () -> migrator.upgrade("head").done().size());
            while (database.query("select 1 from pg_locks where not granted and relation = 'a'::regclass")
                    .isEmpty()) {
                Thread.sleep(10);
            }
            try (Statement statement = other.createStatement()) {
                statement.execute("lock table b");
            }
            other.rollback();

            assertThat(run.join()).isEqualTo(1);
        }
        assertThat(failures)
                .extracting(failure -> failure.sql().orElseThrow().state())
                .containsExactly("40P01");
    }

    @Test
    void another_try_has_another_instance(TestDatabase database) throws Exception {
        List<Class<?>> made = new ArrayList<>();
        try (Connection other = database.connect()) {
            hold(other, "create table users (id int)");
            Migrator migrator = on(database, retried -> rollback(other))
                    .packages("dev.migrator.fixtures.injected")
                    .factory(type -> {
                        made.add(type);
                        return new CreateNamedTable("users");
                    })
                    .lockTimeout(Duration.ofMillis(100))
                    .build();

            migrator.upgrade("head");
        }
        assertThat(made).containsExactly(CreateNamedTable.class, CreateNamedTable.class);
    }

    @Test
    void a_pool_of_one_connection_does_without_seeing_who_is_in_the_way(TestDatabase database) throws Exception {
        database.execute("create table users (id int)");
        try (Connection other = database.connect();
                Connection only = database.connect()) {
            hold(other, "lock table users in access share mode");
            Migrator migrator = Migrator.configure()
                    .dataSource(new OneConnection(only))
                    .migrations(new AddColumn())
                    .lockTimeout(Duration.ofMillis(300))
                    .retries(1)
                    .build();

            RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));

            StepFailure failure = failed.report().failure().orElseThrow();
            assertThat(failure.tries()).isEqualTo(2);
            assertThat(failure.blockers()).isEmpty();
            assertThat(only.isValid(1)).isTrue();
        }
    }

    @Test
    void a_step_outside_a_transaction_is_not_tried_again(TestDatabase database) throws Exception {
        database.execute("create table users (id int)");
        try (Connection other = database.connect()) {
            hold(other, "lock table users in access share mode");
            Migrator migrator =
                    on(database, retried -> {}).migrations(new Outside()).build();

            RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));

            assertThat(failed.report().failure().orElseThrow().tries()).isEqualTo(1);
        }
        assertThat(database.query("select state from migrator_applied")).containsExactly("interrupted");
    }

    private static MigratorBuilder on(TestDatabase database, Consumer<StepEvent.StepRetried> listener) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .retries(20)
                .listener(event -> {
                    if (event instanceof StepEvent.StepRetried retried) {
                        listener.accept(retried);
                    }
                });
    }

    private static void hold(Connection other, String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'reporter'");
            other.setAutoCommit(false);
            statement.execute(sql);
        }
    }

    private static void rollback(Connection other) {
        try {
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ask(TestDatabase database, String sql) {
        try {
            return database.query(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
