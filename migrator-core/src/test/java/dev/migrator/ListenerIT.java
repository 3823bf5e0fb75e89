// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.listen.MigrationListener;
import dev.migrator.listen.StepContext;
import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.plan.Plan;
import dev.migrator.revision.Audit;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who takes part in runs. */
@ExtendWith(FreshDatabase.class)
class ListenerIT {

    private static final String HISTORY = "select kind || ' ' || revision || ' ' || operation || ' ' || outcome"
            + " || coalesce(', ' || note, '') from migrator_history order by id";

    @Revision(id = "aa11", message = "create cars")
    public static final class CreateCars implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table car (name text)");
            db.connection(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("insert into car values ('plain')");
                }
            });
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop table car");
        }
    }

    @Revision(id = "aa12", downRevision = "aa11", transactional = false)
    public static final class IndexCars implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create index concurrently cars on car (name)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop index cars");
        }
    }

    /** Writes down what it is asked, and does what a test wants. */
    private static class Recording implements MigrationListener {

        final List<String> calls = new ArrayList<>();
        private final String name;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public void beforeRun(Plan plan) throws Exception {
            calls.add(name + " before run of " + plan.steps().size());
        }

        @Override
        public void beforeStep(StepContext step) throws Exception {
            calls.add(name + " before " + step.step().id() + (step.isDryRun() ? ", dry" : ""));
        }

        @Override
        public void afterStep(StepContext step) throws Exception {
            calls.add(name + " after " + step.step().id() + (step.isDryRun() ? ", dry" : ""));
        }

        @Override
        public void afterRun(RunReport report) throws Exception {
            calls.add(name + " after run of " + report.done().size());
        }
    }

    private static MigratorBuilder builder(TestDatabase database) {
        return Migrator.configure().dataSource(database.dataSource()).migrations(new CreateCars(), new IndexCars());
    }

    private static RunFailedException failing(MigratorBuilder builder) {
        Migrator migrator = builder.build();
        return catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));
    }

    @Test
    void it_is_asked_before_and_after_a_run_and_each_step_that_runs_something(TestDatabase database) {
        Recording listener = new Recording("a");
        Recording second = new Recording("b") {
            @Override
            public void beforeStep(StepContext step) throws Exception {
                listener.calls.add("b in between");
            }
        };
        Migrator migrator =
                builder(database).listener(listener).listener(second).build();

        migrator.dryRun(migrator.plan("aa11"));
        assertThat(listener.calls).containsExactly("a before aa11, dry", "b in between", "a after aa11, dry");
        listener.calls.clear();
        second.calls.clear();
        migrator.script(migrator.plan("head"), true);
        migrator.stamp("aa11");
        migrator.stamp("base");
        assertThat(listener.calls).isEmpty();

        migrator.upgrade("head");
        assertThat(listener.calls)
                .containsExactly(
                        "a before run of 2",
                        "a before aa11",
                        "b in between",
                        "a after aa11",
                        "a before aa12",
                        "b in between",
                        "a after aa12",
                        "a after run of 2");
        assertThat(second.calls).startsWith("b before run of 2").endsWith("b after run of 2");
        listener.calls.clear();
        migrator.upgrade("head");
        assertThat(listener.calls).as("nothing is to do").isEmpty();
    }

    @Test
    void one_that_refuses_a_run_is_named_and_nothing_is_there_afterwards(TestDatabase database) throws Exception {
        MigrationListener closed = new Recording("") {
            @Override
            public void beforeRun(Plan plan) {
                throw new IllegalStateException("not on a Friday");
            }
        };
        Migrator migrator = builder(database).listener(closed).build();

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> migrator.upgrade("head"));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo("listener_failed");
            assertThat(problem.message())
                    .contains("the listener " + closed.getClass().getName() + " ended the run before it began")
                    .contains("not on a Friday");
        });
        assertThat(database.query("select relname from pg_class where relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void one_that_fails_before_a_step_fails_the_step(TestDatabase database) throws Exception {
        MigrationListener before = new Recording("") {
            @Override
            public void beforeStep(StepContext step) throws Exception {
                step.db().execute("create table mine (id int)");
                throw new IllegalStateException("no");
            }
        };

        RunFailedException failed = failing(builder(database).listener(before));

        StepFailure failure = failed.report().failure().orElseThrow();
        assertThat(failure.step().id()).hasToString(before.getClass().getName());
        assertThat(failure.source()).startsWith("ListenerIT.java:");
        assertThat(failure.fate()).isEqualTo("The step of aa11 was rolled back whole, with its hooks");
        assertThat(failed.report().notRun())
                .extracting(step -> step.id().value())
                .containsExactly("aa11", "aa12");
        assertThat(database.objects()).isEmpty();
        assertThat(database.query(HISTORY))
                .containsExactly(
                        "hook " + before.getClass().getName() + " upgrade failed, before aa11",
                        "revision aa11 upgrade failed");
        assertThat(database.query("select error from migrator_history where revision = 'aa11'"))
                .containsExactly(
                        "listener " + before.getClass().getName() + " failed: java.lang.IllegalStateException: no");
    }

    @Test
    void one_that_fails_after_a_step_rolls_it_back_or_leaves_what_has_no_transaction_interrupted(TestDatabase database)
            throws Exception {
        MigrationListener after = new Recording("") {
            @Override
            public void afterStep(StepContext step) throws Exception {
                if (step.step().id().value().equals("aa12")) {
                    throw new IllegalStateException("no");
                }
            }
        };

        RunFailedException failed = failing(builder(database).listener(after));

        assertThat(failed.report().done()).hasSize(1);
        assertThat(failed.report().failure().orElseThrow().aftermath()).isEqualTo(StepFailure.Aftermath.INTERRUPTED);
        assertThat(database.query("select revision || state from migrator_applied order by 1"))
                .containsExactly("aa11applied", "aa12interrupted");
    }

    @Test
    void one_that_fails_after_a_run_is_told_and_the_run_stays(TestDatabase database) throws Exception {
        MigrationListener after = new Recording("") {
            @Override
            public void afterRun(RunReport report) throws Exception {
                throw new IllegalStateException("nobody answers");
            }
        };
        Migrator migrator = builder(database).listener(after).build();

        ListenerFailedException failed =
                catchThrowableOfType(ListenerFailedException.class, () -> migrator.upgrade("head"));

        assertThat(failed)
                .hasMessageContaining("the listener " + after.getClass().getName() + " failed after the run")
                .hasMessageContaining("nobody answers")
                .hasMessageContaining("what it did stays: 2 step(s)");
        assertThat(migrator.current()).hasToString("[aa12]");
        RunFailedException both = failing(builder(database)
                .migrations(new CreateCars(), new IndexCars(), new Fails())
                .listener(after));
        assertThat(both.getSuppressed())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("nobody answers"));
    }

    @Revision(id = "aa13", downRevision = "aa12")
    public static final class Fails implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("select 1 / 0");
        }
    }

    @Test
    void what_it_sends_is_in_the_transaction_of_the_step_and_kept_under_its_class(TestDatabase database)
            throws Exception {
        MigrationListener marking = new Recording("") {
            @Override
            public void afterStep(StepContext step) throws Exception {
                if (step.step().isUp()) {
                    step.db().execute("insert into car select 'seen ' || count(*) from car");
                }
            }
        };
        Migrator migrator =
                builder(database).listener(marking).audit(Audit.STATEMENTS).build();

        migrator.upgrade("aa11");

        String name = marking.getClass().getName();
        assertThat(database.query(HISTORY))
                .containsExactly("revision aa11 upgrade done", "hook " + name + " upgrade done, after aa11");
        assertThat(database.query("select revision || ' ' || statement from migrator_statements order by id"))
                .containsExactly(
                        "aa11 create table car (name text)",
                        "aa11 insert into car values ('plain')",
                        name + " insert into car select 'seen ' || count(*) from car");
        assertThat(database.query("select name from car")).containsExactly("plain", "seen 1");
        List<String> with = database.query("select sql_fingerprint from migrator_applied");
        migrator.downgrade("base");
        builder(database).build().upgrade("aa11");
        assertThat(database.query("select sql_fingerprint from migrator_applied"))
                .isEqualTo(with);
        assertThat(migrator.validate().passed()).isTrue();
    }

    @Test
    void it_cannot_end_the_transaction_of_the_step(TestDatabase database) throws Exception {
        MigrationListener ends = new Recording("") {
            @Override
            public void beforeStep(StepContext step) throws Exception {
                step.db().connection(Connection::commit);
            }
        };
        assertThat(failing(builder(database).listener(ends)))
                .hasStackTraceContaining("must not call commit on its connection");
        MigrationListener slips = new Recording("") {
            @Override
            public void afterStep(StepContext step) throws Exception {
                step.db().execute("commit");
            }
        };
        assertThat(failing(builder(database).listener(slips))
                        .report()
                        .failure()
                        .orElseThrow()
                        .aftermath())
                .isEqualTo(StepFailure.Aftermath.ESCAPED);
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("0");
    }

    @Test
    void it_hears_of_each_statement_through_jooq_and_plain_jdbc_and_of_no_other_who_did_not_ask(TestDatabase database)
            throws Exception {
        List<String> statements = new ArrayList<>();
        List<StepEvent> plain = new ArrayList<>();
        MigrationListener hearing = new MigrationListener() {
            @Override
            public void hear(StepEvent event) {
                if (event instanceof StepEvent.StatementStarted started) {
                    statements.add(started.step().id() + " " + started.sql());
                } else if (event instanceof StepEvent.StatementRun run) {
                    statements.add("done " + run.statement().sql());
                }
                throw new AssertionError("disturbs nobody");
            }

            @Override
            public boolean hearsStatements() {
                return true;
            }
        };

        builder(database).listener(hearing).listener(plain::add).build().upgrade("aa11");

        assertThat(statements)
                .containsExactly(
                        "aa11 create table car (name text)",
                        "done create table car (name text)",
                        "aa11 insert into car values ('plain')",
                        "done insert into car values ('plain')");
        assertThat(plain)
                .hasSize(3)
                .noneMatch(StepEvent.StatementStarted.class::isInstance)
                .noneMatch(StepEvent.StatementRun.class::isInstance);
    }

    @Test
    void it_hears_of_a_run_that_is_in_the_way(TestDatabase database) throws Exception {
        List<StepEvent> heard = new ArrayList<>();
        MigrationListener hearing = new MigrationListener() {
            @Override
            public void hear(StepEvent event) {
                heard.add(event);
            }
        };
        Migrator waiting = builder(database)
                .lockWait(Duration.ofMillis(300))
                .listener(hearing)
                .build();
        MigrationListener inTheWay = new Recording("") {
            @Override
            public void beforeRun(Plan plan) {
                assertThat(catchThrowableOfType(LockUnavailableException.class, () -> waiting.upgrade("head")))
                        .isNotNull();
            }
        };

        builder(database).applicationName("first").listener(inTheWay).build().upgrade("head");

        assertThat(heard)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                StepEvent.Waiting.class,
                                wait -> assertThat(wait.holder().orElseThrow().toString())
                                        .contains("first")));
    }
}
