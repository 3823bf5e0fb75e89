// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.RunReport;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A revision that stands for older ones, whose classes are gone. */
@ExtendWith(FreshDatabase.class)
class ReplacesIT {

    private static final String APPLIED = "select revision || ' ' || state || ' ' || down_revisions::text || ' '"
            + " || (fingerprint is not null) || ' ' || (downgrade_sql is not null) from migrator_applied order by 1";

    @Revision(id = "ca01")
    static final class People implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table people (id int primary key)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop table people");
        }
    }

    @Revision(id = "ca02", downRevision = "ca01")
    static final class Names implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("alter table people add name text");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("alter table people drop name");
        }
    }

    @Revision(id = "ca03", downRevision = "ca02")
    static final class Mails implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("alter table people add mail text");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("alter table people drop mail");
        }
    }

    @Revision(
            id = "ca10",
            replaces = {"ca01", "ca02"},
            message = "people with names")
    static final class Squashed implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table people (id int primary key, name text)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop table people");
        }
    }

    private static Migrator on(TestDatabase database, Migration... code) {
        return Migrator.configure()
                .migrations(code)
                .dataSource(database.dataSource())
                .build();
    }

    private static Migrator before(TestDatabase database) {
        return on(database, new People(), new Names(), new Mails());
    }

    private static Migrator after(TestDatabase database) {
        return on(database, new Squashed(), new Mails());
    }

    @Test
    void a_database_that_has_all_of_it_is_brought_up_to_date_by_the_next_upgrade(TestDatabase database)
            throws Exception {
        before(database).upgrade("head");
        Migrator after = after(database);
        assertThat(after.current()).hasToString("[ca03]");
        after.requireUpToDate();
        assertThat(after.validate().passed()).isTrue();

        RunReport report = after.upgrade("head");

        assertThat(report.done()).hasSize(1);
        assertThat(database.query(APPLIED))
                .containsExactly("ca03 applied {ca10} true true", "ca10 applied {} true true");
        assertThat(database.query("select revision from migrator_heads")).containsExactly("ca03");
        assertThat(after.log().entries(new HistoryFilter(Optional.of("ca10"), Optional.empty(), Optional.empty())))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.operation()).isEqualTo("replace");
                    assertThat(entry.note()).isEqualTo("in place of ca01, ca02");
                });
        assertThat(after.log().entries(new HistoryFilter(Optional.of("ca01"), Optional.empty(), Optional.empty())))
                .hasSize(1);
        assertThat(after.upgrade("head").done()).isEmpty();
        assertThat(after.validate().passed()).isTrue();
    }

    @Test
    void a_database_that_has_none_of_it_runs_what_stands_for_it(TestDatabase squashed, TestDatabase run)
            throws Exception {
        before(run).upgrade("head");
        after(squashed).upgrade("head");

        assertThat(squashed.objects()).isEqualTo(run.objects());
        assertThat(squashed.query(APPLIED))
                .containsExactly("ca03 applied {ca10} true true", "ca10 applied {} true true");
    }

    @Test
    void a_database_that_has_some_of_it_is_refused_and_left_as_it_is(TestDatabase database) throws Exception {
        before(database).upgrade("ca01");

        assertThatThrownBy(() -> after(database).upgrade("head"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.kind())
                                .containsExactly("replaced"))
                .hasMessageContaining(
                        "revision ca10 stands for revisions of which the database has ca01 and lacks ca02");
        assertThat(database.query(APPLIED)).containsExactly("ca01 applied {} true true");

        before(database).upgrade("ca02");
        after(database).upgrade("head");
        assertThat(after(database).current()).hasToString("[ca03]");
    }

    @Test
    void a_downgrade_undoes_what_was_recorded_under_the_old_names(TestDatabase database) throws Exception {
        before(database).upgrade("head");

        after(database).downgrade("base");

        assertThat(database.objects()).isEmpty();
        assertThat(database.query(APPLIED)).isEmpty();
        assertThat(database.query("select revision || ' ' || operation from migrator_history order by id"))
                .endsWith("ca10 replace", "ca03 downgrade", "ca10 downgrade");
    }

    @Test
    void code_that_has_still_what_was_replaced_refuses_to_run_it_again(TestDatabase database) throws Exception {
        before(database).upgrade("ca02");
        after(database).upgrade("ca10");

        assertThatThrownBy(() -> before(database).upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ca10, which the code does not");
    }

    @Test
    void the_classes_that_are_replaced_may_be_there_still(TestDatabase database) throws Exception {
        before(database).upgrade("head");

        on(database, new People(), new Names(), new Squashed(), new Mails()).upgrade("head");

        assertThat(database.query("select revision from migrator_applied order by 1"))
                .containsExactly("ca03", "ca10");
    }

    @Test
    void a_single_transaction_and_a_stamp_bring_the_ledger_up_to_date_too(TestDatabase one, TestDatabase other)
            throws Exception {
        before(one).upgrade("ca02");
        Migrator.configure()
                .migrations(new Squashed(), new Mails())
                .dataSource(one.dataSource())
                .singleTransaction(true)
                .build()
                .upgrade("head");
        before(other).upgrade("ca02");
        after(other).stamp("ca03");

        List<String> names = List.of("ca03 {ca10}", "ca10 {}");
        String rows = "select revision || ' ' || down_revisions::text from migrator_applied order by 1";
        assertThat(one.query(rows)).isEqualTo(names);
        assertThat(other.query(rows)).isEqualTo(names);
    }

    @Test
    void two_that_upgrade_at_once_bring_the_ledger_up_to_date_once(TestDatabase database) throws Exception {
        before(database).upgrade("ca02");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Callable<RunReport> upgrade = () -> after(database).upgrade("head");
            for (Future<RunReport> each : pool.invokeAll(List.of(upgrade, upgrade, upgrade, upgrade))) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }

        assertThat(database.query("select operation || ' ' || revision from migrator_history"
                        + " where revision in ('ca03', 'ca10') order by id"))
                .containsExactly("replace ca10", "upgrade ca03");
    }

    @Test
    void a_script_brings_the_ledger_up_to_date_as_a_run_does(
            TestDatabase scripted, TestDatabase run, PostgresPrograms programs) throws Exception {
        before(scripted).upgrade("ca02");
        before(run).upgrade("ca02");
        after(run).upgrade("head");
        Migrator after = after(scripted);

        PostgresPrograms.Ended ended =
                programs.psql(scripted, after.script(after.plan("head"), false).text());

        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(scripted.query(APPLIED)).isEqualTo(run.query(APPLIED));
        assertThat(scripted.query("select operation || ' ' || revision from migrator_history order by id"))
                .isEqualTo(run.query("select operation || ' ' || revision from migrator_history order by id"));
    }

    @Test
    void a_ledger_that_was_changed_meanwhile_is_left_as_it_is(TestDatabase database) throws Exception {
        before(database).upgrade("ca02");
        Migrator after = after(database);
        String script = after.script(after.plan("head"), false).text();
        database.execute("delete from migrator_applied where revision = 'ca02'");

        assertThatThrownBy(() -> database.execute(script.replaceAll("(?m)^\\\\.*$", "")))
                .hasMessageContaining("removing revision ca02 touched no row");
        assertThat(database.query("select revision from migrator_applied")).containsExactly("ca01");
    }
}
