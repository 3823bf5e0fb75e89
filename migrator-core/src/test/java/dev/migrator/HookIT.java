// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static dev.migrator.testing.HookFolders.HISTORY;
import static dev.migrator.testing.HookFolders.TRACE;
import static dev.migrator.testing.HookFolders.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.SeedRequest;
import dev.migrator.plan.Step;
import dev.migrator.revision.Audit;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.HookFolders;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.PostgresPrograms.Ended;
import dev.migrator.testing.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** SQL files that run around others: when, and what of. */
@ExtendWith(FreshDatabase.class)
class HookIT {

    private static final String KINDS =
            "select kind || ' ' || revision || ' ' || operation || ' ' || outcome from migrator_history order by id";

    @TempDir
    private Path root;

    private HookFolders files;

    @BeforeEach
    void folders() throws Exception {
        files = HookFolders.in(root);
    }

    private Migrator on(TestDatabase database) {
        return files.builder(database).build();
    }

    private static List<String> done(RunReport report) {
        return report.done().stream()
                .map(result ->
                        result.step().kind().label() + " " + result.step().id())
                .toList();
    }

    @Test
    void they_run_around_a_run_and_within_its_steps_and_are_recorded(TestDatabase database) throws Exception {
        files.hooks("before-upgrade", "before-each-upgrade", "after-each-upgrade", "after-upgrade");
        files.hooks("after-upgrade-failed", "before-downgrade", "before-seed-apply");

        RunReport report = on(database).upgrade("head");

        assertThat(done(report))
                .containsExactly("hook before-upgrade", "revision aa11", "revision aa12", "hook after-upgrade");
        assertThat(database.query(TRACE))
                .containsExactly(
                        "before-upgrade",
                        "before-each-upgrade",
                        "aa11",
                        "after-each-upgrade",
                        "before-each-upgrade",
                        "aa12",
                        "after-each-upgrade",
                        "after-upgrade");
        assertThat(database.query(HISTORY))
                .containsExactly(
                        "hook before-upgrade upgrade done",
                        "hook before-each-upgrade upgrade done, before aa11",
                        "revision aa11 upgrade done",
                        "hook after-each-upgrade upgrade done, after aa11",
                        "hook before-each-upgrade upgrade done, before aa12",
                        "revision aa12 upgrade done",
                        "hook after-each-upgrade upgrade done, after aa12",
                        "hook after-upgrade upgrade done");
        assertThat(database.query("select revision from migrator_applied order by 1"))
                .containsExactly("aa11", "aa12");
        assertThat(database.query("select count(distinct tx) from trace")).containsExactly("4");
    }

    @Test
    void where_nothing_is_to_do_none_runs_and_none_is_looked_for(TestDatabase database) throws Exception {
        files.hooks("before-upgrade", "after-upgrade");
        on(database).upgrade("head");
        Files.writeString(root.resolve("hooks/nonsense.txt"), "");

        RunReport again = on(database).upgrade("head");

        assertThat(again.plan().isEmpty()).isTrue();
        assertThat(database.query(TRACE)).hasSize(4);
        assertThatThrownBy(() -> on(database).downgrade("base")).isInstanceOf(RefusedException.class);
        on(database).stamp("base");
        assertThat(database.query(TRACE)).as("what only records has no hooks").hasSize(4);
    }

    @Test
    void downgrades_and_seeds_have_their_own(TestDatabase database) throws Exception {
        files.hooks("before-downgrade", "before-each-downgrade", "after-downgrade", "after-each-downgrade");
        files.hooks("before-seed-apply", "after-each-seed-apply", "after-seed-remove", "before-each-seed-remove");
        Migrator migrator = on(database);
        migrator.upgrade("head");
        migrator.seeds().apply();
        migrator.seeds().remove("admins");
        migrator.downgrade("aa11");

        assertThat(database.query(TRACE))
                .containsExactly(
                        "aa11",
                        "aa12",
                        "before-seed-apply",
                        "admins",
                        "after-each-seed-apply",
                        "before-each-seed-remove",
                        "-admins",
                        "after-seed-remove",
                        "before-downgrade",
                        "before-each-downgrade",
                        "-aa12",
                        "after-each-downgrade",
                        "after-downgrade");
        assertThat(database.query(HISTORY))
                .contains(
                        "hook after-each-seed-apply seed-apply done, after admins",
                        "hook after-downgrade downgrade done");
        assertThat(migrator.planDowngrade("base").hooks().stream().map(Step::id).map(Object::toString))
                .containsExactly(
                        "before-downgrade", "before-each-downgrade", "after-each-downgrade", "after-downgrade");
        assertThat(migrator.seeds().planApply(SeedRequest.of("admins")).hooks()).hasSize(2);
    }

    @Test
    void what_runs_before_a_step_prepares_its_transaction(TestDatabase database) throws Exception {
        files.hook("before-each-upgrade", "set local app.team = 'payments'; set local role pg_monitor;");
        files.revision(
                "aa11",
                "",
                "select set_config('app.seen', current_setting('app.team') || ' ' || current_user, true);\n"
                        + "reset role;\ninsert into trace (what) select current_setting('app.seen');\n",
                "");

        on(database).upgrade("aa11");

        assertThat(database.query(TRACE)).containsExactly("payments pg_monitor");
    }

    @Test
    void a_script_of_psql_and_parameters_are_what_they_are_in_revisions(TestDatabase database) throws Exception {
        files.hook(
                "before-upgrade",
                "-- migrator: parameters true\n-- migrator: message who is told\n\n"
                        + "copy trace (what) from stdin;\na;b\tc\n\\.\ninsert into trace (what) values ('${who} ? ');\n"
                                .replace("\tc", ""));

        assertThatThrownBy(() -> on(database).upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "before-upgrade.sql:7: the parameter ${who} is not defined; pass it with -x who=");
        assertThat(database.query("select to_regclass('migrator_ledger')")).containsOnlyNulls();
        files.builder(database).parameters(Map.of("who", "Ada")).build().upgrade("aa11");

        assertThat(database.query(TRACE)).containsExactly("a;b", "Ada ? ", "aa11");
    }

    @Test
    void what_is_no_hook_is_told_with_what_was_meant_and_nothing_runs(TestDatabase database) throws Exception {
        files.hook("before-upgarde", "select 1;");
        files.hook("after-each-upgrade", "-- migrator: transactional false\nvacuum;");
        files.hook("after-upgrade", "commit;\n\\dt\n");
        files.hook("before-downgrade", "-- nothing\n");
        files.hook("before-upgrade", "-- migrator: revision aa13\n-- migrator: upgrade\nselect 1;");
        Files.writeString(root.resolve("hooks/README.md"), "");
        Files.writeString(root.resolve("hooks/.swp"), "");

        assertThatThrownBy(() -> on(database).upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("before-upgarde.sql: 'before-upgarde.sql' is no hook; did you mean"
                        + " 'before-upgrade.sql'? Anything else belongs in another folder")
                .hasMessageContaining(
                        "README.md: 'README.md' is no hook; hooks are called before-upgrade.sql, before-each-upgrade.sql,")
                .hasMessageContaining(
                        "after-each-upgrade.sql:1: 'transactional false' is for what runs before or after a whole run;"
                                + " after-each-upgrade is part of a transaction")
                .hasMessageContaining("after-upgrade.sql:2: '\\dt' is a command of psql")
                .hasMessageContaining("before-downgrade.sql:1: there is no statement in it")
                .hasMessageContaining("'-- migrator: revision' is nothing that a hook has")
                .hasMessageNotContaining(".swp");
        assertThat(database.query(TRACE)).isEmpty();
        assertThat(database.query("select to_regclass('migrator_ledger')")).containsOnlyNulls();
    }

    @Test
    void one_may_run_outside_a_transaction_before_or_after_a_run(TestDatabase database) throws Exception {
        files.hook("after-upgrade", "-- migrator: transactional false\nvacuum (analyze) trace;\n");
        files.hook("before-upgrade", "-- migrator: transactional false\nvacuum trace;\n" + trace("before-upgrade"));
        files.hooks("before-each-upgrade", "after-each-upgrade");
        files.revision(
                "aa12",
                "-- migrator: downRevision aa11\n-- migrator: transactional false\n",
                "create index concurrently what on trace (what);\n",
                "");

        on(database).upgrade("head");

        assertThat(database.query(HISTORY))
                .containsExactly(
                        "hook before-upgrade upgrade started",
                        "hook before-upgrade upgrade done",
                        "hook before-each-upgrade upgrade done, before aa11",
                        "revision aa11 upgrade done",
                        "hook after-each-upgrade upgrade done, after aa11",
                        "hook before-each-upgrade upgrade done, before aa12",
                        "revision aa12 upgrade started",
                        "revision aa12 upgrade done",
                        "hook after-each-upgrade upgrade done, after aa12",
                        "hook after-upgrade upgrade started",
                        "hook after-upgrade upgrade done");
        assertThat(database.query("select count(*) from migrator_applied where kind = 'hook'"))
                .containsExactly("0");
    }

    @Test
    void what_they_send_is_kept_under_their_names(TestDatabase database) throws Exception {
        files.hooks("before-each-upgrade", "after-each-upgrade", "before-upgrade");
        Migrator migrator = files.builder(database).audit(Audit.STATEMENTS).build();

        migrator.upgrade("aa11");

        assertThat(database.query("select s.kind || ' ' || s.revision || ' ' || h.revision || ' ' || s.ordinal || ' '"
                        + " || (s.statement like '%trace%') from migrator_statements s join migrator_history h"
                        + " on h.id = s.history_id order by s.history_id, s.id"))
                .containsExactly(
                        "hook before-upgrade before-upgrade 1 true",
                        "hook before-each-upgrade before-each-upgrade 1 true",
                        "revision aa11 aa11 1 true",
                        "hook after-each-upgrade after-each-upgrade 1 true");
        assertThat(migrator.log().statements(HistoryFilter.ALL.of("before-upgrade")))
                .hasSize(1);
    }

    @Test
    void a_dry_run_runs_them_and_rolls_them_back(TestDatabase database) throws Exception {
        files.hooks("before-upgrade", "before-each-upgrade", "after-each-upgrade", "after-upgrade");
        Migrator migrator = on(database);

        assertThat(migrator.dryRun(migrator.plan("head")).steps().stream()
                        .map(step -> step.step().id().value()))
                .containsExactly("before-upgrade", "aa11", "aa12", "after-upgrade");
        assertThat(database.query(TRACE)).isEmpty();

        files.hook("after-each-upgrade", "select 1 / 0;");
        assertThatThrownBy(() -> migrator.dryRun(migrator.plan("head")))
                .isInstanceOfSatisfying(RunFailedException.class, failed -> {
                    assertThat(failed).hasMessageStartingWith("hook after-each-upgrade failed");
                    assertThat(failed.rehearsal().orElseThrow().notRehearsed())
                            .extracting(step -> step.id().value())
                            .containsExactly("aa11", "aa12", "after-upgrade");
                });
        assertThat(database.query("select to_regclass('migrator_ledger')")).containsOnlyNulls();
    }

    @Test
    void a_dry_run_leaves_out_what_comes_before_it_outside_a_transaction_and_counts_steps_alone(TestDatabase database)
            throws Exception {
        files.hook("before-upgrade", "-- migrator: transactional false\nvacuum trace;\n" + trace("before-upgrade"));
        files.hooks("after-upgrade");
        List<String> heard = new ArrayList<>();
        Migrator migrator = files.builder(database)
                .listener(event -> {
                    if (event instanceof StepEvent.StepStarted started) {
                        heard.add(started.step().id() + " " + started.number() + "/" + started.total());
                    }
                })
                .build();

        Rehearsal rehearsal = migrator.dryRun(migrator.plan("head"));

        assertThat(rehearsal.steps())
                .extracting(step -> step.step().id().value())
                .containsExactly("aa11", "aa12", "after-upgrade");
        assertThat(rehearsal.stop()).isEmpty();
        assertThat(rehearsal.leftOut()).extracting(Step::id).hasToString("[before-upgrade]");
        assertThat(rehearsal.notRehearsed()).isEqualTo(rehearsal.leftOut());
        assertThat(heard).containsExactly("aa11 1/2", "aa12 2/2");
        assertThat(database.query(TRACE)).isEmpty();
    }

    @Test
    void they_may_be_resources_or_in_a_folder_of_another_name(TestDatabase database) throws Exception {
        Files.createDirectories(root.resolve("classes/com/example"));
        Files.move(root.resolve("hooks"), root.resolve("classes/com/example/hooks"));
        Files.writeString(root.resolve("classes/com/example/hooks/before-upgrade.sql"), trace("a resource"));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {root.resolve("classes").toUri().toURL()})) {
            files.builder(database)
                    .classLoader(loader)
                    .hooks("classpath:com/example/hooks")
                    .build()
                    .upgrade("aa11");
            assertThatThrownBy(() -> files.builder(database)
                            .classLoader(loader)
                            .hooks("classpath:com/example/hoks")
                            .build()
                            .upgrade("aa12"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("classpath:com/example/hoks cannot be read");
        }
        files.builder(database)
                .hooks(root.resolve("classes/com/example/hooks").toString())
                .build()
                .upgrade("aa12");
        files.builder(database).withoutHooks().build().downgrade("base");

        assertThat(database.query(TRACE)).containsExactly("a resource", "aa11", "a resource", "aa12", "-aa12", "-aa11");
    }

    @Test
    void a_step_that_a_precondition_leaves_out_has_its_hooks_all_the_same(
            TestDatabase database, TestDatabase scripted, PostgresPrograms programs) throws Exception {
        files.hook("before-each-upgrade", "set local app.tenant = 'nobody';\n" + trace("before"));
        files.hook("after-each-upgrade", trace("after"));
        String skip = "-- migrator: precondition skip query select current_setting('app.tenant', true) = 'somebody'\n";
        files.revision("aa11", skip, trace("aa11"), trace("-aa11"));
        files.revision(
                "aa12",
                "-- migrator: downRevision aa11\n-- migrator: transactional false\n"
                        + "-- migrator: precondition skip query select count(*) = 0 from trace\n",
                trace("aa12"),
                trace("-aa12"));

        RunReport report = on(database).upgrade("head");

        assertThat(report.done()).allMatch(StepResult::skipped);
        assertThat(database.query(TRACE)).containsExactly("before", "after", "before", "after");
        Migrator asScript = on(scripted);
        Ended ended = programs.psql(
                scripted, asScript.script(asScript.plan("head"), false).text());
        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(scripted.query(TRACE)).isEqualTo(database.query(TRACE));
        assertThat(scripted.query(KINDS)).isEqualTo(database.query(KINDS));
    }

    @Test
    void what_comes_after_a_script_is_owed_though_its_first_step_was_left_out(
            TestDatabase database, PostgresPrograms programs) throws Exception {
        files.hook("after-upgrade", "select 1 / 0;\n");
        files.revision("aa11", "-- migrator: precondition skip exists nowhere\n", trace("aa11"), trace("-aa11"));
        Migrator migrator = on(database);

        Ended ended = programs.psql(
                database, migrator.script(migrator.plan("aa11"), false).text());

        assertThat(ended.exit()).as(ended.output()).isNotZero();
        assertThat(migrator.planner().owedHooks()).extracting(Object::toString).containsExactly("after-upgrade");
    }
}
