// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How hooks and listeners are told of. */
@ExtendWith(FreshDatabase.class)
class HookVerbIT {

    private static final String LISTENER = """
            import dev.migrator.listen.MigrationListener;
            import dev.migrator.listen.StepContext;
            import dev.migrator.plan.Plan;
            import dev.migrator.outcome.RunReport;

            public final class Guard implements MigrationListener {
                @Override
                public void beforeRun(Plan plan) {
                    if (plan.target().equals("aa12")) {
                        throw new IllegalStateException("not on a Friday");
                    }
                }

                @Override
                public void beforeStep(StepContext step) {
                    if (step.step().id().value().equals("aa12")) {
                        throw new IllegalStateException("no index today");
                    }
                }

                @Override
                public void afterRun(RunReport report) {
                    throw new IllegalStateException("nobody answers");
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db/migrations\n");
        Files.createDirectories(folder.resolve("db/migrations"));
        Files.createDirectories(folder.resolve("db/hooks"));
        revision("aa11", "-- migrator: message people\n", "create table people (id int);");
        revision("aa12", "-- migrator: downRevision aa11\n", "create index ids on people (id);");
    }

    private void revision(String id, String header, String up) throws Exception {
        write(
                "migrations/" + id,
                "-- migrator: revision " + id + "\n" + header + "-- migrator: upgrade\n" + up
                        + "\n-- migrator: downgrade\n");
    }

    private void hook(String name, String text) throws Exception {
        write("hooks/" + name, text);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve("db/" + name + ".sql"), text + "\n");
    }

    @Test
    void hooks_are_part_of_every_answer(TestDatabase database) throws Exception {
        hook("before-upgrade", "-- migrator: message nobody else in the meantime\nselect 1;");
        hook("before-each-upgrade", "set local work_mem = '64MB';");
        hook("after-upgrade", "-- migrator: message statistics\n-- migrator: transactional false\nanalyze;");
        hook("after-upgrade-failed", "-- migrator: message tell somebody\nselect 'failed';");
        Shell shell = on(database);

        golden("01-history", shell.run("history"));
        golden("02-history-json", shell.run("history", "--json"));
        golden("03-plan", shell.run("upgrade", "--plan"));
        golden("04-plan-json", shell.run("upgrade", "--plan", "--json"));
        golden("05-dry-run", shell.run("upgrade", "--dry-run"));
        golden("06-upgrade", shell.run("upgrade", "aa11"));
        golden("07-nothing", shell.run("upgrade", "aa11"));
        golden("08-status", shell.run("status"));
        golden("09-log", shell.run("log"));
        golden("10-log-of-one", shell.run("log", "before-each-upgrade", "--json"));
        golden("11-upgrade-json", shell.run("upgrade", "--json", "-q"));
        golden("12-downgrade", shell.run("downgrade", "base", "--plan"));
        assertThat(shell.run("upgrade", "--sql", "--from", "base").out())
                .contains("step 1 of 4, hook: before-upgrade, nobody else in the meantime")
                .contains("the hook after-upgrade-failed is for a run alone");
    }

    @Test
    void one_that_fails_is_told_with_its_line_and_what_is_owed(TestDatabase database) throws Exception {
        hook("before-upgrade", "-- migrator: message who may\n\nselect nobody\nfrom nowhere;");
        hook("after-upgrade-failed", "select 1 / 0;");
        Shell shell = on(database);
        golden("21-before", shell.run("upgrade"));
        hook("before-upgrade", "select 1;");
        Files.delete(folder.resolve("db/hooks/after-upgrade-failed.sql"));
        hook("after-each-upgrade", "select 1 / 0;");
        golden("22-within", shell.run("upgrade"));
        Files.delete(folder.resolve("db/hooks/after-each-upgrade.sql"));
        hook("after-upgrade", "select 1 / 0;");
        golden("23-after", shell.run("upgrade"));
        golden("24-status", shell.run("status"));
        golden("25-status-json", shell.run("status", "--json"));
        hook("after-upgrade", "-- migrator: transactional false\nvacuum people;\nselect 1 / 0;");
        golden("26-plan", shell.run("upgrade", "--plan"));
        golden("27-outside", shell.run("upgrade"));
        hook("after-upgrade", "-- migrator: message statistics\nanalyze people;");
        golden("28-owed", shell.run("upgrade"));
        golden("29-log", shell.run("log", "after-upgrade"));
        golden("30-failed-json", failedJson(shell));
    }

    private Shell.Outcome failedJson(Shell shell) throws Exception {
        hook("before-each-downgrade", "select 1 / 0;");
        return shell.run("downgrade", "aa11", "--json", "-q");
    }

    @Test
    void a_step_that_a_hook_failed_is_in_the_history_and_what_ran_after_it_in_the_report(TestDatabase database)
            throws Exception {
        hook("after-each-upgrade", "select 1 / 0;");
        hook("after-upgrade-failed", "-- migrator: message tell somebody\nselect 'failed';");
        Shell shell = on(database);
        golden("61-within-json", shell.run("upgrade", "--json", "-q"));
        golden("62-log", shell.run("log"));
        golden("63-log-of-the-step", shell.run("log", "aa11", "--json"));
        golden("64-validate", shell.run("validate"));
        Files.delete(folder.resolve("db/hooks/after-each-upgrade.sql"));
        revision("aa12", "-- migrator: downRevision aa11\n", "select 1 / 0;");
        golden("65-step", shell.run("upgrade"));
    }

    @Test
    void one_that_is_owed_and_gone_is_told_until_it_is_forgotten(TestDatabase database) throws Exception {
        hook("after-upgrade", "-- migrator: message statistics\nselect 1 / 0;");
        Shell shell = on(database);
        assertThat(shell.run("upgrade").exit()).isOne();
        Files.delete(folder.resolve("db/hooks/after-upgrade.sql"));
        golden("71-plan", shell.run("upgrade", "--plan"));
        golden("72-upgrade", shell.run("upgrade"));
        golden("73-upgrade-json", shell.run("upgrade", "--json", "-q"));
        golden("74-status", shell.run("status"));
        golden("75-repair", shell.run("repair", "--not-applied", "after-upgrade"));
        golden("76-repair-apply", shell.run("repair", "--not-applied", "after-upgrade", "--apply"));
        golden("77-not-owed", shell.run("repair", "--not-applied", "after-upgrade"));
        golden("78-log", shell.run("log", "after-upgrade"));
        golden("79-status", shell.run("status"));
    }

    @Test
    void what_there_is_to_tell_of_a_plan_is_told_where_it_fails_too(TestDatabase database) throws Exception {
        hook("after-upgrade", "select 1 / 0;");
        Shell shell = on(database);
        assertThat(shell.run("upgrade").exit()).isOne();
        hook("after-upgrade-failed", "-- migrator: message tell somebody\nselect 'failed';");
        golden("83-owed-alone-fails", shell.run("upgrade"));
        Files.delete(folder.resolve("db/hooks/after-upgrade.sql"));
        revision("aa13", "-- migrator: downRevision aa12\n", "select 1 / 0;");
        golden("84-fails-with-notice", shell.run("upgrade"));
    }

    @Test
    void what_newer_code_owes_is_left_to_it(TestDatabase database) throws Exception {
        hook("after-upgrade", "select 1 / 0;");
        Shell shell = on(database);
        assertThat(shell.run("upgrade").exit()).isOne();
        Files.delete(folder.resolve("db/migrations/aa12.sql"));
        golden("81-left", shell.run("upgrade"));
        golden("82-left-plan", shell.run("upgrade", "--plan"));
    }

    @Test
    void a_dry_run_tells_what_it_leaves_out_and_that_nothing_was_rehearsed(TestDatabase database) throws Exception {
        hook("before-upgrade", "-- migrator: transactional false\nvacuum;");
        Shell shell = on(database);
        golden("91-without", shell.run("upgrade", "--dry-run"));
        golden("92-without-json", shell.run("upgrade", "aa11", "--dry-run", "--json", "-q"));
        revision("aa12", "-- migrator: downRevision aa11\n", "select 1 / 0;");
        golden("93-fails", shell.run("upgrade", "--dry-run"));
        revision("aa11", "-- migrator: transactional false\n", "create table people (id int);");
        golden("94-nothing", shell.run("upgrade", "--dry-run"));
    }

    @Test
    void a_hook_by_name_is_no_revision(TestDatabase database) throws Exception {
        Shell shell = on(database);
        assertThat(shell.run("upgrade").exit()).isZero();
        golden("101-log", shell.run("log", "after-downgrade"));
        golden("102-log-near", shell.run("log", "before-upgrad"));
        golden("103-show", shell.run("show", "after-upgrade"));
        golden("104-history", shell.run("history", "after-upgrade"));
        golden("105-repair", shell.run("repair", "after-upgrade"));
        golden("106-repair-near", shell.run("repair", "--not-applied", "after-upgrad"));
        assertThat(shell.run("log", "--statements", "after-downgrade").exit()).isZero();
    }

    @Test
    void what_is_no_hook_is_told_before_anything_runs(TestDatabase database) throws Exception {
        hook("befor-upgrade", "select 1;");
        hook("after-upgrade", "-- migrator: after aa11\n-- migrator: mesage it\nselect 1;");
        Shell shell = on(database);
        golden("41-wrong", shell.run("upgrade"));
        golden("42-wrong-status", shell.run("status", "--json"));
        Files.delete(folder.resolve("db/hooks/befor-upgrade.sql"));
        hook("after-upgrade", "-- migrator: parameters true\nselect '${who}';");
        golden("43-no-parameter", shell.run("upgrade"));
        assertThat(shell.run("upgrade", "-x", "who=Ada").exit()).isZero();
        golden("44-no-folder", on(database, "hooks = db/hoks").run("upgrade"));
        golden("46-two-folders", on(database, "hooks = db/hooks, db").run("upgrade"));
        golden(
                "45-no-resources",
                on(database, "hooks = classpath:com/example/hooks").run("downgrade", "base"));
    }

    @Test
    void a_listener_among_the_sources_is_asked(TestDatabase database) throws Exception {
        Files.createDirectories(folder.resolve("db/migrations/META-INF/services"));
        Files.writeString(
                folder.resolve("db/migrations/META-INF/services/dev.migrator.listen.MigrationListener"), "Guard\n");
        Files.writeString(folder.resolve("db/migrations/Guard.java"), LISTENER);
        Shell shell = on(database);

        golden("51-after-run", shell.run("upgrade", "aa11"));
        golden("52-refused", shell.run("upgrade", "aa12"));
        golden("53-refused-json", shell.run("upgrade", "aa12", "--json"));
        golden("54-step", shell.run("upgrade", "heads"));
        assertThat(shell.run("upgrade", "aa11").exit()).isZero();
        golden("55-after-run-json", shell.run("downgrade", "base", "--json", "-q"));
    }

    private Shell on(TestDatabase database, String... lines) throws Exception {
        Files.writeString(
                folder.resolve("migrator.properties"), "migrations = db/migrations\n" + String.join("\n", lines));
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        String masked = Golden.maskedLog(outcome.transcript(), folder)
                .replaceAll("migrator [0-9][^,\n]*", "migrator VERSION")
                .replaceAll("(\"(?:osUser|host|toolVersion|dbUser)\": )\"[^\"]*\"", "$1\"…\"")
                .replaceAll("\"id\": [0-9]+", "\"id\": 0");
        Golden.matches("hook-" + name, masked);
    }
}
