// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static dev.migrator.testing.HookFolders.HISTORY;
import static dev.migrator.testing.HookFolders.TRACE;
import static dev.migrator.testing.HookFolders.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.outcome.Script;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.HookFolders;
import dev.migrator.testing.PostgresPrograms;
import dev.migrator.testing.PostgresPrograms.Ended;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hooks around what a precondition has left out, in a run and in a script. */
@ExtendWith(FreshDatabase.class)
class PreconditionHookIT {

    private static final String COPIED = "copy trace (what) from stdin;\n%s it's; \\\\else\n\\.\n";

    private HookFolders folders;

    @BeforeEach
    void folders(@TempDir Path root) throws IOException {
        folders = HookFolders.in(root);
    }

    private void second(String header) throws IOException {
        folders.revision("aa12", "-- migrator: downRevision aa11\n" + header, trace("aa12"), trace("-aa12"));
    }

    private MigratorBuilder configured() {
        return Migrator.configure().folders(List.of(folders.migrations()));
    }

    private Migrator on(TestDatabase database) {
        return configured().dataSource(folders.traced(database).dataSource()).build();
    }

    private static void passes(PostgresPrograms programs, TestDatabase database, Script script) throws Exception {
        assertThat(script.gaps()).isEmpty();
        Ended ended = programs.psql(database, script.text());
        assertThat(ended.exit()).as(ended.output()).isZero();
    }

    private static void same(TestDatabase scripted, TestDatabase run) throws Exception {
        assertThat(scripted.query(TRACE)).isEqualTo(run.query(TRACE));
        assertThat(scripted.query(HISTORY).stream()
                        .map(row -> row.replaceAll("[;,] run by a script", ""))
                        .toList())
                .isEqualTo(run.query(HISTORY));
    }

    @Test
    void hooks_with_copied_data_are_in_the_script_of_what_may_be_skipped(
            TestDatabase scripted, TestDatabase run, PostgresPrograms programs) throws Exception {
        for (String name : List.of("before-each-upgrade", "after-each-upgrade", "after-each-downgrade")) {
            folders.hook(name, COPIED.formatted(name));
        }
        folders.hooks("after-upgrade");
        for (String transactional : List.of("", "-- migrator: transactional false\n")) {
            for (String condition : List.of("true", "false")) {
                second(transactional
                        + "-- migrator: precondition skip query select true\n-- migrator: precondition skip query select "
                        + condition + "\n");

                passes(
                        programs,
                        folders.traced(scripted),
                        on(scripted).script(on(scripted).plan("head"), false));
                on(run).upgrade("head");
                same(scripted, run);

                passes(programs, scripted, on(scripted).script(on(scripted).planDowngrade("base"), false));
                on(run).downgrade("base");
                same(scripted, run);
            }
        }
    }

    @Test
    void on_the_way_back_what_was_skipped_has_its_hooks_all_the_same(
            TestDatabase scripted, TestDatabase run, PostgresPrograms programs) throws Exception {
        folders.hooks("before-downgrade", "before-each-downgrade", "after-each-downgrade", "after-downgrade");
        second("-- migrator: precondition skip query select false\n");
        on(scripted).upgrade("head");
        on(run).upgrade("head");
        Migrator nowhere = configured().assuming(List.of()).build();

        passes(programs, scripted, nowhere.script(nowhere.planFutureRollback("head", UpgradeOptions.STRICT), false));
        on(run).downgrade("aa11");
        assertThat(run.query(TRACE))
                .containsExactly(
                        "aa11", "before-downgrade", "before-each-downgrade", "after-each-downgrade", "after-downgrade");
        on(run).downgrade("base");

        assertThat(scripted.query(TRACE))
                .containsExactly(
                        "aa11",
                        "before-downgrade",
                        "before-each-downgrade",
                        "after-each-downgrade",
                        "before-each-downgrade",
                        "-aa11",
                        "after-each-downgrade",
                        "after-downgrade");
    }

    @Test
    void what_only_forgets_has_none(TestDatabase database) throws Exception {
        folders.hooks("before-downgrade", "before-each-downgrade", "before-upgrade");
        on(database).upgrade("aa11");
        on(database).stamp("head");
        on(database).stamp("aa11");

        assertThat(database.query(TRACE)).containsExactly("before-upgrade", "aa11");
    }
}
