// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.outcome.Script;
import dev.migrator.plan.Plan;
import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.Step;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way back from revisions whose code is gone. */
@ExtendWith(FreshDatabase.class)
class FromLedgerIT {

    @Revision(id = "ba01", message = "people")
    static final class People implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table people (id int primary key, name text)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.dropTable("people").execute();
        }
    }

    @Revision(id = "ba02", downRevision = "ba01", transactional = false, message = "index")
    static final class Index implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create index concurrently people_name on people (name)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop index concurrently people_name");
        }
    }

    @Revision(id = "ba03", downRevision = "ba02", message = "settings")
    static final class Settings implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table settings (key text, value jsonb)");
            db.execute("insert into people values (1, 'it''s')");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.transaction(nested -> nested.dsl()
                    .deleteFrom(DSL.table("people"))
                    .where(DSL.field("name").eq("it's"))
                    .execute());
            db.execute("drop table settings");
        }
    }

    @Revision(id = "ba04", downRevision = "ba01", message = "present")
    static final class Present implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table present (id int)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop table present");
        }
    }

    @Revision(id = "ba05", downRevision = "ba01", message = "asks")
    static final class Asks implements Migration {
        @Override
        public void upgrade(DSLContext db) {}

        @Override
        public void downgrade(DSLContext db) {
            db.fetch("select 1");
        }
    }

    @Revision(id = "ba06", downRevision = "ba01", message = "password")
    static final class Password implements Migration {
        @Override
        public void upgrade(DSLContext db) {}

        @Override
        public void downgrade(DSLContext db) {
            db.execute("alter role nobody password 'hunter2'");
        }
    }

    @Revision(id = "ba07", downRevision = "ba01", message = "one way")
    static final class OneWay implements Migration {
        @Override
        public void upgrade(DSLContext db) {}
    }

    @Revision(id = "ba08", downRevision = "ba01", message = "bean")
    static final class Bean implements Migration {
        private final List<String> mails;

        Bean(List<String> mails) {
            this.mails = mails;
        }

        @Override
        public void upgrade(DSLContext db) {}

        @Override
        public void downgrade(DSLContext db) {
            mails.add("gone");
        }
    }

    private static Migrator on(TestDatabase database, Migration... code) {
        return Migrator.configure()
                .migrations(code)
                .dataSource(database.dataSource())
                .build();
    }

    @Test
    void what_the_code_no_longer_knows_is_undone(TestDatabase database, PostgresPrograms programs) throws Exception {
        on(database, new People()).upgrade("head");
        String before = programs.schema(database);
        on(database, new People(), new Index(), new Settings()).upgrade("head");
        Migrator older = on(database, new People());

        assertThat(older.downgrade("ba01").plan().notices())
                .anyMatch(notice -> notice.contains("ba02, ba03, which the code does not"))
                .anyMatch(notice -> notice.contains("--from-ledger"));
        assertThatThrownBy(() -> older.downgrade("base"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ba02, ba03")
                .hasMessageContaining("--from-ledger");
        Plan plan = older.planDowngradeFromLedger("ba01");
        assertThat(plan.steps()).extracting(step -> step.id().value()).containsExactly("ba03", "ba02");
        older.run(plan);

        assertThat(programs.schema(database)).isEqualTo(before);
        assertThat(database.query("select id from people")).isEmpty();
        assertThat(older.current()).hasToString("[ba01]");
        assertThat(older.validate().findings()).isEmpty();
        assertThat(database.query("select revision || ' ' || operation || ' ' || outcome || ' ' || statements"
                        + " from migrator_history where operation = 'downgrade' order by id"))
                .containsExactly("ba03 downgrade done 4", "ba02 downgrade started 0", "ba02 downgrade done 1");
    }

    @Test
    void the_tip_can_be_one_that_the_code_does_not_know(TestDatabase database) throws Exception {
        on(database, new People(), new Index(), new Settings()).upgrade("head");
        Migrator older = on(database, new People());

        older.run(older.planDowngradeFromLedger("-1"));
        assertThat(older.current()).hasToString("[ba02]");
        older.run(older.planDowngradeFromLedger("base"));

        assertThat(older.current()).isEmpty();
        assertThat(database.objects()).noneMatch(name -> name.startsWith("people"));
    }

    @Test
    void a_plan_says_which_steps_run_stored_sql(TestDatabase database) throws Exception {
        on(database, new People(), new Index(), new Present()).upgrade("heads");
        Migrator other = on(database, new People(), new Present());

        Plan plan = other.planDowngradeFromLedger("base");

        assertThat(plan.steps())
                .filteredOn(Step.Undo.class::isInstance)
                .extracting(step -> step.id().value())
                .containsExactly("ba02");
        assertThat(plan.steps())
                .filteredOn(Step.Downgrade.class::isInstance)
                .extracting(step -> step.id().value())
                .containsExactly("ba04", "ba01");
        assertThat(other.run(plan).done()).hasSize(3);
        assertThat(other.current()).isEmpty();
    }

    @Test
    void what_cannot_be_known_or_kept_is_not_stored_and_refused(TestDatabase database) throws Exception {
        on(database, new People(), new Asks(), new Password(), new OneWay()).upgrade("heads");
        Migrator older = on(database, new People());

        assertThat(database.query("select revision from migrator_applied where downgrade_sql is null order by 1"))
                .containsExactly("ba05", "ba06", "ba07");
        assertThatThrownBy(() -> older.planDowngradeFromLedger("ba01"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.kind()).isEqualTo("not_stored");
                                    assertThat(problem.revisions()).hasSize(3);
                                }));
        assertThatThrownBy(() -> older.downgrade("base")).message().doesNotContain("--from-ledger");
    }

    @Test
    void what_may_reach_more_than_the_database_is_not_run_beforehand(TestDatabase database) throws Exception {
        List<String> mails = new ArrayList<>();

        on(database, new People(), new Bean(mails)).upgrade("head");

        assertThat(mails).isEmpty();
        assertThat(database.query("select revision from migrator_applied where downgrade_sql is null"))
                .containsExactly("ba08");
    }

    @Test
    void the_way_back_from_the_ledger_is_a_script_too(TestDatabase database, PostgresPrograms programs)
            throws Exception {
        on(database, new People()).upgrade("head");
        String before = programs.schema(database);
        on(database, new People(), new Index(), new Settings()).upgrade("head");
        Migrator older = on(database, new People());

        Script script = older.script(older.planDowngradeFromLedger("ba01"), false);

        PostgresPrograms.Ended ended = programs.psql(database, script.text());
        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(programs.schema(database)).isEqualTo(before);
    }

    @Test
    void a_stored_statement_that_fails_is_told_with_its_line(TestDatabase database) throws Exception {
        on(database, new People(), new Index(), new Settings()).upgrade("head");
        database.execute("drop table settings");
        Migrator older = on(database, new People());
        Plan plan = older.planDowngradeFromLedger("ba01");

        assertThatThrownBy(() -> older.run(plan)).isInstanceOfSatisfying(RunFailedException.class, failed -> {
            assertThat(failed.report().failure().orElseThrow().source()).isEqualTo("downgrade_sql:4");
            assertThat(failed.report().failure().orElseThrow().sql())
                    .get()
                    .hasFieldOrPropertyWithValue("sql", "drop table settings");
        });
        assertThat(database.query("select id from people")).hasSize(1);
        assertThat(older.current()).hasToString("[ba03]");
    }

    @Test
    void what_is_accepted_brings_its_way_back_along(TestDatabase database) throws Exception {
        Migrator migrator = on(database, new People(), new Index());
        migrator.stamp("head");
        assertThat(database.query("select revision from migrator_applied where downgrade_sql is not null"))
                .isEmpty();

        database.execute("update migrator_applied set fingerprint = 'c1:other' where revision = 'ba02'");
        migrator.repair(new RepairRequest(List.of("ba02"), List.of(), List.of()));

        assertThat(database.query("select downgrade_sql from migrator_applied where revision = 'ba02'"))
                .isEqualTo(Arrays.asList(
                        "{\"-- migrator: transactional false\",\"drop index concurrently people_name\"}"));
    }
}
