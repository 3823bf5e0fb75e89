// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.Tag;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.plan.Validation;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Names for what a database has, and the way back to what one marks or a moment had. */
@ExtendWith(FreshDatabase.class)
class TagIT {

    private static final String TAGS = "select revision || ' ' || down_revisions::text || ' ' || depends_on::text"
            + " from migrator_applied where kind = 'tag' order by 1";
    private static final String HISTORY =
            "select kind || ' ' || revision || ' ' || operation || ' ' || outcome || ' ' || note"
                    + " from migrator_history where kind = 'tag' order by id";

    @TempDir
    private Path folder;

    @BeforeEach
    void fourRevisions() throws IOException {
        revision("aa11", "message people", "create table people (id int)", "drop table people");
        revision("aa12", "downRevision aa11", "alter table people add name text", "alter table people drop name");
        revision("bb11", "downRevision aa11", "create table items (id int)", "drop table items");
        revision("cc11", "downRevision aa12, bb11", "create table orders (id int)", "drop table orders");
    }

    private void revision(String id, String header, String up, String down) throws IOException {
        file(
                id,
                "revision " + id + "\n-- migrator: " + header,
                "-- migrator: upgrade\n" + up + ";\n-- migrator: downgrade\n" + down + ";");
    }

    private void file(String name, String header, String sql) throws IOException {
        Files.writeString(folder.resolve(name + ".sql"), "-- migrator: " + header + "\n" + sql + "\n");
    }

    private Migrator on(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
    }

    private static List<String> done(RunReport report) {
        return report.done().stream()
                .map(result ->
                        (result.step().isUp() ? "+" : "-") + result.step().id())
                .toList();
    }

    private static Instant now(TestDatabase database) throws Exception {
        return Instant.parse(database.query("select to_char(clock_timestamp() at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .get(0));
    }

    @Test
    void a_tag_is_set_listed_gone_back_to_and_taken_away(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("aa12");

        assertThat(done(migrator.tags().set("v1"))).containsExactly("+v1");
        assertThat(migrator.tags().set("v1").done()).isEmpty();
        assertThat(database.query(TAGS)).containsExactly("v1 {aa12} {aa11,aa12}");
        migrator.upgrade("head");
        assertThat(migrator.tags().list())
                .extracting(Tag::name, Tag::heads, Tag::here, Tag::by)
                .containsExactly(tuple(new RevisionId("v1"), List.of(new RevisionId("aa12")), false, database.user()));
        assertThat(done(migrator.downgrade("v1"))).containsExactly("-cc11", "-bb11");
        assertThat(migrator.current()).hasToString("[aa12]");
        assertThat(migrator.status().tags()).extracting(Tag::here).containsExactly(true);
        assertThat(migrator.downgrade("v1").done()).isEmpty();
        assertThat(done(migrator.tags().delete("v1"))).containsExactly("-v1");
        assertThat(migrator.tags().list()).isEmpty();
        assertThat(database.query(HISTORY)).containsExactly("tag v1 tag done at aa12", "tag v1 untag done at aa12");
        assertThat(migrator.log().entries(HistoryFilter.ALL.of("v1"))).hasSize(2);
        assertThatThrownBy(() -> migrator.downgrade("v1"))
                .hasMessageContaining("no revision has an id or a label 'v1'");
    }

    @Test
    void an_upgrade_a_stamp_and_a_range_take_it_for_what_it_marks(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("head");
        migrator.tags().set("v1");
        migrator.downgrade("aa11");

        assertThatThrownBy(() -> migrator.downgrade("v1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "when tag v1 was set, the database had aa12, bb11, cc11, which it does not have now");
        assertThat(migrator.resolve("v1")).hasToString("[cc11]");
        for (String line : List.of("v1@base", "v1@head", "aa11@v1")) {
            assertThatThrownBy(() -> migrator.upgrade(line))
                    .hasMessageContaining("'v1' is a tag, which marks all that is applied and has no line");
        }
        assertThat(migrator.history("aa12:v1")).extracting("id").hasToString("[cc11, aa12]");
        assertThat(done(migrator.upgrade("v1"))).containsExactly("+aa12", "+bb11", "+cc11");
        migrator.downgrade("base");
        assertThat(done(migrator.stamp("v1"))).hasSize(4);
        assertThatThrownBy(() -> migrator.downgrade("v1-1")).hasMessageContaining("'v1-1' comes to a merge at cc11");
    }

    @Test
    void a_database_without_a_ledger_has_none_and_nothing_to_mark(TestDatabase database) throws Exception {
        Migrator migrator = on(database);

        assertThat(migrator.tags().list()).isEmpty();
        assertThatThrownBy(() -> migrator.tags().set("v1"))
                .hasMessageContaining("the name for an empty database is base");
        assertThatThrownBy(() -> migrator.tags().delete("v1")).hasMessageContaining("there is no tag 'v1'");
        assertThatThrownBy(() -> migrator.asOf(now(database)).downgrade()).hasMessageContaining("no history");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void what_is_half_done_is_not_marked(TestDatabase database) throws Exception {
        file(
                "dd11",
                "revision dd11\n-- migrator: downRevision cc11\n-- migrator: transactional false",
                "-- migrator: upgrade\nselect 1/0;");
        Migrator migrator = on(database);
        migrator.upgrade("cc11");
        migrator.tags().set("v1");
        assertThatThrownBy(() -> migrator.upgrade("head")).isInstanceOf(RunFailedException.class);

        assertThatThrownBy(() -> migrator.tags().set("v2")).hasMessageContaining("interrupted on the way");
        migrator.repair(new RepairRequest(List.of(), List.of(), List.of("dd11")));
        assertThat(migrator.downgrade("v1").done()).isEmpty();
        assertThat(migrator.tags().list()).hasSize(1);
    }

    @Test
    void a_name_that_comes_into_the_code_later_is_told_and_refused_where_it_is_ambiguous(TestDatabase database)
            throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("aa12");
        migrator.tags().set("v1");
        migrator.tags().set("dd11");
        file("v1", "repeatable v1", "select 1;");
        revision("dd11", "downRevision cc11", "select 1", "select 1");

        assertThat(migrator.validate().in(Validation.Kind.AMBIGUOUS)).hasToString("[dd11, v1]");
        assertThatThrownBy(() -> migrator.upgrade("dd11"))
                .hasMessageContaining("'dd11' is a tag of the database, at aa12, and in the code revision dd11 (")
                .hasMessageContaining("dd11.sql");
        assertThatThrownBy(() -> migrator.downgrade("v1")).hasMessageContaining("and in the code repeatable v1");
        assertThatThrownBy(() -> migrator.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("tag --delete dd11")
                .hasMessageContaining("tag --delete v1");
        assertThatThrownBy(() -> migrator.seeds().apply()).hasMessageContaining("tag --delete v1");
        assertThat(migrator.upgrade("head", UpgradeOptions.STRICT.withoutValidation())
                        .done())
                .hasSize(4);
        assertThat(database.query(
                        "select kind || ' ' || revision from migrator_applied where revision in ('v1', 'dd11')"
                                + " order by 1"))
                .containsExactly("repeatable v1", "revision dd11", "tag dd11", "tag v1");
        assertThat(migrator.current()).hasToString("[dd11]");
        migrator.tags().delete("dd11");
        migrator.tags().delete("v1");
        assertThat(migrator.validate().passed()).isTrue();
        assertThat(migrator.upgrade("dd11").done()).isEmpty();
    }

    @Test
    void it_goes_along_where_what_it_marks_is_replaced(
            TestDatabase run, TestDatabase scripted, PostgresPrograms programs) throws Exception {
        for (TestDatabase database : List.of(run, scripted)) {
            on(database).upgrade("aa11");
            on(database).tags().set("v1");
            on(database).upgrade("aa12");
            on(database).tags().set("v2");
            on(database).upgrade("bb11");
            on(database).tags().set("v3");
            on(database).upgrade("head");
        }
        Files.delete(folder.resolve("aa12.sql"));
        Files.delete(folder.resolve("bb11.sql"));
        Files.delete(folder.resolve("aa11.sql"));
        revision("ss11", "replaces aa11, aa12, bb11", "select 1", "drop table people; drop table items");
        revision("cc11", "downRevision ss11", "create table orders (id int)", "drop table orders");
        revision("dd11", "downRevision cc11", "select 1", "select 1");

        assertThat(on(run).planDowngrade("v3").steps()).extracting("id").hasToString("[ss11, cc11]");
        assertThatThrownBy(() -> on(run).downgrade("v2"))
                .hasMessageContaining(
                        "the database had aa11, aa12 and not bb11; revision ss11 stands for all of these");
        on(run).upgrade("head");
        Plan plan = on(scripted).plan("head");
        PostgresPrograms.Ended ended =
                programs.psql(scripted, on(scripted).script(plan, false).text());
        assertThat(ended.exit()).as(ended.output()).isZero();

        for (TestDatabase database : List.of(run, scripted)) {
            assertThat(database.query(TAGS))
                    .containsExactly("v1 {aa11} {aa11}", "v2 {aa12} {aa11,aa12}", "v3 {ss11} {ss11}");
            assertThat(done(on(database).downgrade("v3"))).containsExactly("-dd11", "-cc11");
        }
    }

    @Test
    void what_the_code_no_longer_has_is_undone_with_what_the_ledger_keeps(TestDatabase database) throws Exception {
        on(database).upgrade("aa12");
        on(database).tags().set("v1");
        Instant then = now(database);
        on(database).upgrade("head");
        Files.delete(folder.resolve("cc11.sql"));
        Files.delete(folder.resolve("bb11.sql"));
        Migrator older = on(database);

        for (Callable<?> way : List.<Callable<?>>of(
                () -> older.downgrade("v1"), () -> older.asOf(then).downgrade())) {
            assertThatThrownBy(way::call)
                    .hasMessageContaining("the database has bb11, cc11, which the code does not")
                    .hasMessageContaining("--from-ledger");
        }
        assertThat(older.asOf(then).planDowngradeFromLedger().steps()).hasSize(2);
        assertThat(done(older.run(older.planDowngradeFromLedger("v1")))).containsExactly("-cc11", "-bb11");
        assertThat(older.current()).hasToString("[aa12]");
    }

    @Test
    void a_script_does_what_a_run_does(TestDatabase scripted, TestDatabase run, PostgresPrograms programs)
            throws Exception {
        on(run).upgrade("aa12");
        on(run).tags().set("v1");
        on(run).tags().set("v2");
        on(run).tags().delete("v2");
        on(scripted).upgrade("aa12");
        for (String tag : List.of("v1", "v2")) {
            String set =
                    on(scripted).script(on(scripted).tags().planSet(tag), false).text();
            run(programs, scripted, set, 0);
            assertThat(run(programs, scripted, set, 3)).contains("tag " + tag + " is there already");
        }
        run(
                programs,
                scripted,
                on(scripted).script(on(scripted).tags().planDelete("v2"), false).text(),
                0);

        assertThat(scripted.query(TAGS)).isEqualTo(run.query(TAGS));
        assertThat(scripted.query(HISTORY))
                .isEqualTo(run.query(HISTORY).stream()
                        .map(line -> line + ", run by a script")
                        .toList());
        String twice =
                on(scripted).script(on(scripted).tags().planDelete("v1"), false).text();
        run(programs, scripted, twice, 0);
        assertThat(run(programs, scripted, twice, 3)).contains("tag v1 is not there");
        on(scripted).tags().set("v1");
        on(scripted).upgrade("head");
        run(
                programs,
                scripted,
                on(scripted).script(on(scripted).planDowngrade("v1"), false).text(),
                0);
        assertThat(on(scripted).current()).hasToString("[aa12]");
    }

    private static String run(PostgresPrograms programs, TestDatabase database, String script, int exit)
            throws Exception {
        PostgresPrograms.Ended ended = programs.psql(database, script);
        assertThat(ended.exit()).as(ended.output()).isEqualTo(exit);
        return ended.output();
    }

    @Test
    void of_several_that_set_it_at_once_one_does_and_the_others_find_it_there(TestDatabase database) throws Exception {
        on(database).upgrade("head");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> set = () -> on(database).tags().set("v1").done().size();
            int steps = 0;
            for (Future<Integer> each : pool.invokeAll(List.of(set, set, set, set))) {
                steps += each.get();
            }
            assertThat(steps).isEqualTo(1);
        } finally {
            pool.shutdown();
        }
        assertThat(database.query(HISTORY)).hasSize(1);
    }

    @Test
    void a_moment_is_gone_back_to_by_the_history(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        Instant before = now(database);
        migrator.upgrade("aa12");
        Instant first = now(database);
        migrator.upgrade("head");
        Instant second = now(database);
        migrator.downgrade("aa12");
        Instant third = now(database);
        migrator.upgrade("cc11");

        assertThat(migrator.asOf(second).downgrade().done()).isEmpty();
        assertThat(migrator.asOf(first).planDowngrade().target()).isEqualTo("--to-date " + first);
        assertThat(migrator.dryRun(migrator.asOf(first).planDowngrade()).steps())
                .hasSize(2);
        assertThat(done(migrator.asOf(third).downgrade())).containsExactly("-cc11");
        assertThat(done(migrator.asOf(first).downgrade())).containsExactly("-bb11");
        assertThat(migrator.asOf(first).downgrade().done()).isEmpty();
        assertThatThrownBy(() -> migrator.asOf(second).downgrade())
                .hasMessageContaining("at " + second + " the database had bb11, cc11, which it does not have now");
        assertThatThrownBy(() -> migrator.asOf(before).downgrade())
                .hasMessageContaining("the history begins at")
                .hasMessageContaining("name base");
        assertThatThrownBy(() -> migrator.asOf(third.plusSeconds(3600)).downgrade())
                .hasMessageContaining("is in the future; by the clock of the server it is");
    }

    @Test
    void what_was_recorded_by_hand_since_the_moment_is_not_told_by_the_history(TestDatabase database) throws Exception {
        Migrator migrator = on(database);
        migrator.upgrade("aa11");
        Instant then = now(database);
        migrator.stamp("aa12");
        Instant later = now(database);
        migrator.upgrade("bb11");

        assertThatThrownBy(() -> migrator.asOf(then).downgrade())
                .hasMessageContaining("does not tell whether the database had aa12 at " + then)
                .hasMessageContaining("stamp");
        assertThat(done(migrator.asOf(later).downgrade())).containsExactly("-bb11");
    }

    @Test
    void two_that_go_back_at_once_undo_it_once(TestDatabase database) throws Exception {
        on(database).upgrade("aa12");
        on(database).tags().set("v1");
        Instant then = now(database);
        on(database).upgrade("head");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> tag = () -> on(database).downgrade("v1").done().size();
            Callable<Integer> date =
                    () -> on(database).asOf(then).downgrade().done().size();
            int steps = 0;
            for (Future<Integer> each : pool.invokeAll(List.of(tag, date, tag, date))) {
                steps += each.get();
            }
            assertThat(steps).isEqualTo(2);
        } finally {
            pool.shutdown();
        }
        assertThat(on(database).current()).hasToString("[aa12]");
    }

    @Test
    void a_damaged_row_is_told(TestDatabase database) throws Exception {
        on(database).upgrade("aa12");
        on(database).tags().set("v1");
        database.execute("update migrator_applied set depends_on = array['a b'] where kind = 'tag'");

        assertThat(on(database).status().tags()).hasSize(1);
        assertThatThrownBy(() -> on(database).downgrade("v1"))
                .hasMessageContaining("the row of tag v1 has revisions that are no ids");
    }
}
