// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepFailure.Aftermath;
import dev.migrator.plan.Plan;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.BaseConnection;

/** Migrations that do what they should not. Either the next one finds all in order, or nothing of them is left. */
@ExtendWith(FreshDatabase.class)
@Timeout(60)
class HostileMigrationIT {

    private interface Conduct {
        void on(DSLContext db) throws Exception;
    }

    @Revision(id = "aa11", message = "hostile")
    private static final class Hostile implements Migration {

        private final Conduct conduct;

        Hostile(Conduct conduct) {
            this.conduct = conduct;
        }

        @Override
        public void upgrade(DSLContext db) throws Exception {
            db.execute("create table hostile (id int)");
            conduct.on(db);
        }
    }

    @Revision(id = "aa12", downRevision = "aa11", message = "looks round")
    static final class LooksRound implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table seen as select concat_ws(' ', current_schema(), current_user = session_user,"
                    + " current_setting('statement_timeout'), current_setting('lock_timeout'),"
                    + " current_setting('transaction_read_only')) as line");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set search_path = pg_catalog",
                "set local search_path = pg_catalog",
                "set role pg_read_all_data",
                "set local role pg_read_all_data",
                "set session authorization pg_monitor",
                "set statement_timeout = '7ms'",
                "set lock_timeout = '7ms'",
                "set session characteristics as transaction read only",
                "set transaction isolation level read committed",
                "set constraints all deferred",
                "declare open cursor with hold for select 1",
                "prepare kept as select 1",
                "deallocate all",
                "create temp table migrator_applied (id int)",
                "listen migrations",
            })
    void what_is_set_is_gone_for_the_next(String sql, TestDatabase database) throws Exception {
        assertThat(migrator(database, db -> db.execute(sql)).upgrade("head").done())
                .hasSize(2);

        assertThat(database.query("select line from seen")).containsExactly("public t 0 5s off");
        assertThat(database.query("select revision from migrator_heads")).containsExactly("aa12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit",
                "rollback",
                "commit; begin",
                "rollback; begin",
                "commit and chain",
                "rollback and chain",
                "end",
                "abort",
            })
    void a_transaction_that_is_ended_by_sql_is_noticed(String sql, TestDatabase database) throws Exception {
        StepFailure failure = failure(database, db -> db.execute(sql));

        assertThat(failure.aftermath()).isEqualTo(Aftermath.ESCAPED);
        assertThat(database.query("select * from migrator_applied")).isEmpty();
        assertThat(database.query("select outcome from migrator_history")).containsExactly("failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discard all",
                "vacuum",
                "set transaction read only",
                "drop table migrator_history cascade",
                "alter table migrator_applied drop message cascade",
                "insert into migrator_applied (kind, revision, state, run_id)"
                        + " values ('revision', 'aa11', 'applied', gen_random_uuid())",
                "create procedure commits() language plpgsql as 'begin commit; end'; call commits()",
            })
    void what_cannot_be_leaves_nothing(String sql, TestDatabase database) throws Exception {
        StepFailure failure = failure(database, db -> db.execute(sql));

        assertThat(failure.aftermath()).isEqualTo(Aftermath.ROLLED_BACK);
        assertThat(failure.reason()).isNotBlank();
        assertThat(database.objects()).isEmpty();
        assertThat(database.query("select outcome from migrator_history")).containsExactly("failed");
        assertThat(migrator(database, db -> {}).upgrade("head").done()).hasSize(2);
    }

    @Revision(id = "aa13", transactional = false)
    private static final class OutsideAndHostile implements Migration {

        private final Conduct conduct;

        OutsideAndHostile(Conduct conduct) {
            this.conduct = conduct;
        }

        @Override
        public void upgrade(DSLContext db) throws Exception {
            conduct.on(db);
        }
    }

    static Stream<Conduct> leavingATransactionOpen() {
        return Stream.of(
                db -> db.execute("begin; insert into open values (1)"),
                db -> {
                    db.execute("begin");
                    assertThatThrownBy(() -> db.execute("select 1/0")).isInstanceOf(DataAccessException.class);
                },
                db -> {
                    db.execute("begin; insert into open values (1)");
                    throw new IllegalStateException("on the way");
                },
                db -> db.execute("begin; insert into open values (1); select 1/0"));
    }

    @ParameterizedTest
    @MethodSource("leavingATransactionOpen")
    void a_transaction_that_a_step_outside_one_leaves_open_is_rolled_back_and_fails_it(
            Conduct conduct, TestDatabase database) throws Exception {
        database.execute("create table open (id int)");
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(new OutsideAndHostile(conduct))
                .build();

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));

        assertThat(failed.report().failure().orElseThrow().aftermath()).isEqualTo(Aftermath.INTERRUPTED);
        assertThat(database.query("select * from open")).isEmpty();
        assertThat(database.query("select outcome from migrator_history order by id"))
                .containsExactly("started", "failed");
    }

    @Test
    void an_idle_timeout_shorter_than_the_migration_ends_nothing(TestDatabase database) throws Exception {
        database.execute("alter database " + database.name() + " set idle_in_transaction_session_timeout = '2s'");

        assertThat(migrator(database, db -> Thread.sleep(4000)).upgrade("head").done())
                .hasSize(2);
    }

    @Test
    void an_exception_that_is_swallowed_fails_the_step_all_the_same(TestDatabase database) throws Exception {
        StepFailure failure = failure(database, db -> {
            try {
                db.execute("select 1 / 0");
            } catch (DataAccessException e) {
                assertThat(e).isNotNull();
            }
        });

        assertThat(failure.aftermath()).isEqualTo(Aftermath.ROLLED_BACK);
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void an_error_of_any_kind_is_a_failed_step(TestDatabase database) throws Exception {
        assertThat(failure(database, HostileMigrationIT::endlessly).cause()).isInstanceOf(StackOverflowError.class);
        assertThat(failure(database, db -> {
                            throw new Error();
                        })
                        .reason())
                .isEqualTo("java.lang.Error");
        assertThat(failure(database, db -> {
                            throw new LinkageError(null, null);
                        })
                        .aftermath())
                .isEqualTo(Aftermath.ROLLED_BACK);
        assertThat(database.objects()).isEmpty();
    }

    private static void endlessly(DSLContext db) {
        endlessly(db);
    }

    @Test
    void auto_commit_and_rollback_are_refused(TestDatabase database) throws Exception {
        assertThat(failure(database, db -> db.connection(connection -> connection.setAutoCommit(true)))
                        .reason())
                .contains("must not call setAutoCommit");
        assertThat(failure(database, db -> db.connection(Connection::rollback)).reason())
                .contains("must not call rollback");
        assertThat(database.objects()).isEmpty();
    }

    private static Stream<Conduct> sideDoors() {
        return Stream.of(
                db -> db.connection(c -> c.unwrap(Connection.class).commit()),
                db -> db.connection(c -> c.unwrap(BaseConnection.class).commit()),
                db -> db.connection(c -> c.getMetaData().getConnection().commit()),
                db -> db.connection(c -> c.getMetaData()
                        .getSchemas()
                        .getStatement()
                        .getConnection()
                        .commit()),
                db -> db.connection(c -> c.createStatement().getConnection().commit()),
                db -> db.connection(c -> c.createStatement()
                        .executeQuery("select 1")
                        .getStatement()
                        .unwrap(Statement.class)
                        .getConnection()
                        .commit()));
    }

    @ParameterizedTest
    @MethodSource("sideDoors")
    void no_side_door_leads_to_a_commit(Conduct conduct, TestDatabase database) throws Exception {
        assertThat(failure(database, conduct).reason()).contains("must not call commit");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_connection_of_its_own_is_its_own_affair(TestDatabase database) throws Exception {
        AtomicReference<Connection> own = new AtomicReference<>();

        migrator(database, db -> {
                    own.set(database.connect());
                    own.get().createStatement().execute("create table own (id int)");
                })
                .upgrade("head");

        assertThat(own.get().isClosed()).isFalse();
        own.get().close();
        assertThat(database.objects()).contains("table own", "table hostile", "table seen");
    }

    @Test
    void who_keeps_the_connection_cannot_use_it_in_another_step(TestDatabase database) throws Exception {
        AtomicReference<DSLContext> kept = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();

        builder(database, kept::set)
                .listener(event -> {
                    if (event instanceof StepEvent.StepStarted started && started.number() == 2) {
                        thrown.set(catchThrowable(() -> kept.get().execute("drop table hostile")));
                    }
                })
                .build()
                .upgrade("head");

        assertThat(thrown.get()).hasStackTraceContaining("has ended");
        assertThat(database.objects()).contains("table hostile");
    }

    @Test
    void what_is_asynchronous_is_done_with_its_step(TestDatabase database) throws Exception {
        migrator(
                        database,
                        db -> assertThat(db.query("insert into hostile values (1)")
                                        .executeAsync())
                                .isNotNull())
                .upgrade("head");

        assertThat(database.query("select id from hostile")).containsExactly("1");
    }

    private static StepFailure failure(TestDatabase database, Conduct conduct) {
        RunFailedException failed = catchThrowableOfType(
                RunFailedException.class, () -> migrator(database, conduct).upgrade("head"));
        assertThat(failed).as("a failed run").isNotNull();
        return failed.report().failure().orElseThrow();
    }

    private static Migrator migrator(TestDatabase database, Conduct conduct) {
        return builder(database, conduct).build();
    }

    private static MigratorBuilder builder(TestDatabase database, Conduct conduct) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .migrations(new Hostile(conduct), new LooksRound())
                .retries(0);
    }

    @Revision(id = "ab21", message = "commits")
    static final class CommitsInADryRun implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table escaped (id int)");
            db.execute("insert into escaped values (1); commit; select 1");
        }
    }

    @Test
    void in_a_dry_run_a_commit_is_never_sent(TestDatabase database) throws Exception {
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(new CommitsInADryRun())
                .build();
        Plan plan = migrator.plan("head");

        assertThatThrownBy(() -> migrator.dryRun(plan))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("begins or ends a transaction");
        assertThat(database.objects()).isEmpty();
        assertThat(database.query("select to_regclass('migrator_ledger')")).containsExactly((String) null);
    }
}
