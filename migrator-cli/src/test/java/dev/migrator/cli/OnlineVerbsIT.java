// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabase.class)
class OnlineVerbsIT {

    @TempDir
    private Path folder;

    @Test
    void a_day_with_the_shop(TestDatabase database) throws Exception {
        Shell shell = on(database, "shop");

        golden("shop-01-current-empty", shell.run("current"));
        golden("shop-02-upgrade-plan", shell.run("upgrade", "--plan"));
        golden("shop-03-upgrade-plan-json", shell.run("upgrade", "--plan", "--json"));
        golden("shop-04-upgrade-dddd", shell.run("upgrade", "dddd"));
        golden("shop-05-status", shell.run("status"));
        golden("shop-06-upgrade-json", shell.run("upgrade", "--json"));
        golden("shop-07-upgrade-again", shell.run("upgrade", "head"));
        golden("shop-08-upgrade-again-json", shell.run("upgrade", "head", "--json"));
        golden("shop-09-current", shell.run("current"));
        golden("shop-10-current-json", shell.run("current", "--json"));
        golden("shop-11-status-json", shell.run("status", "--json"));
        golden("shop-12-show-current", shell.run("show", "current"));
        golden("shop-13-downgrade-one-plan", shell.run("downgrade", "-1", "--plan"));
        golden("shop-14-downgrade-one", shell.run("downgrade", "-1"));
        golden("shop-15-current-several", shell.run("current"));
        golden("shop-16-downgrade-on-line", shell.run("downgrade", "dddd@-1"));
        golden("shop-17-upgrade-up-one", shell.run("upgrade", "aaaa@+1", "-q"));
        golden("shop-18-downgrade-base", shell.run("downgrade", "base"));
        golden("shop-19-downgrade-base-again", shell.run("downgrade", "base"));
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void the_history_and_a_check_know_where_the_database_is(TestDatabase database) throws Exception {
        Shell shell = on(database, "shop");

        golden("where-1-check-empty", shell.run("current", "--check"));
        shell.run("upgrade", "bbbb2000");
        golden("where-2-history-current", shell.run("history", "current:", "--indicate-current"));
        golden("where-3-history-to-current", shell.run("history", ":current", "--graph", "--indicate-current"));
        golden("where-4-history-current-json", shell.run("history", "current:+1", "--indicate-current", "--json"));
        golden("where-5-show-one-down", shell.run("show", "-1"));
        shell.run("upgrade");
        golden("where-6-check", shell.run("current", "--check"));
        golden("where-7-check-json", shell.run("current", "--check", "--json"));
        golden("where-8-check-ahead", on(database, "forked").run("current", "--check"));
        golden("where-9-history-ahead", on(database, "forked").run("history", "current:"));
    }

    @Test
    void what_is_applied_is_not_rebased(TestDatabase database) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src/main/java/dev/migrator/cli/fixture/forked"));
        Path right = Files.copy(
                Path.of("src/test/java/dev/migrator/cli/fixture/forked/Right.java"), sources.resolve("Right.java"));
        String before = Files.readString(right);
        Shell shell = on(database, "forked");
        shell.run("upgrade", "aaaa1000");

        golden("rebase-1", shell.run("rebase", "bbbb3", "--onto", "bbbb2"));
        assertThat(right).content().isEqualTo(before.replace("\"aaaa1000\"", "\"bbbb2000\""));
        golden("rebase-2-not-compiled", shell.run("rebase", "bbbb3", "--onto", "base"));
        Files.writeString(right, before);
        golden("rebase-3-nothing", shell.run("rebase", "bbbb3", "--onto", "aaaa1", "--json"));
        shell.run("upgrade", "heads");
        golden("rebase-4-applied", shell.run("rebase", "bbbb3", "--onto", "bbbb2"));
        golden("rebase-5-offline", shell.run("rebase", "bbbb3", "--onto", "bbbb2", "--offline", "--json"));
        golden("rebase-6-no-source", shell.run("rebase", "bbbb2", "--onto", "base", "--offline"));
    }

    @Test
    void a_rebase_without_a_database_is_refused_unless_it_is_offline() throws Exception {
        golden("rebase-7-no-url", Shell.onFixture(folder, "forked").run("rebase", "bbbb3", "--onto", "bbbb2"));
        golden(
                "rebase-8-no-server",
                Shell.onFixture(folder, "forked", "url = jdbc:postgresql://localhost:1/x")
                        .run("rebase", "bbbb3", "--onto", "bbbb2"));
    }

    @Test
    void stamping_runs_nothing(TestDatabase database) throws Exception {
        Shell shell = on(database, "shop");

        golden("stamp-1-plan", shell.run("stamp", "bbbb2000", "--plan"));
        golden("stamp-2", shell.run("stamp", "bbbb2000"));
        golden("stamp-3-purge", shell.run("stamp", "base", "--purge"));
        golden("stamp-4-relative", shell.run("stamp", "-1"));
        golden("stamp-5-json", shell.run("stamp", "heads", "--json"));
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_baseline_begins_a_ledger_and_nothing_else(TestDatabase database) throws Exception {
        Shell shell = on(database, "shop");

        golden("baseline-1-plan", shell.run("baseline", "bbbb2000", "--plan"));
        golden("baseline-2", shell.run("baseline", "bbbb2000"));
        golden("baseline-3-again", shell.run("baseline", "bbbb2000"));
        golden("baseline-4-more", shell.run("baseline", "heads"));
        golden("baseline-5-relative", shell.run("baseline", "-1"));
        assertThat(database.query("select distinct operation || ' ' || outcome from migrator_history"))
                .containsExactly("baseline done");
        assertThat(database.objects()).isEmpty();
        assertThat(shell.run("stamp", "base").exit()).isZero();
        golden("baseline-6-json", shell.run("baseline", "bbbb2000", "--json"));
    }

    @Test
    void a_failed_step_is_told_with_its_statement(TestDatabase database) throws Exception {
        Shell shell = on(database, "failing");

        golden("failing-upgrade", shell.run("upgrade"));
        golden("failing-upgrade-json", shell.run("upgrade", "--json"));
        golden("failing-status", shell.run("status"));
        assertThat(shell.run("upgrade", "-v").err()).contains("Caused by: ", "\tat ");
        assertThat(database.objects()).contains("table users");
    }

    @Test
    void a_migration_that_throws_is_told_with_what_it_threw(TestDatabase database) throws Exception {
        golden("throwing-upgrade", on(database, "throwing").run("upgrade"));
    }

    @Test
    void a_step_outside_a_transaction_that_fails_is_interrupted(TestDatabase database) throws Exception {
        Shell shell = on(database, "outside");

        golden("outside-upgrade", shell.run("upgrade"));
        golden("outside-status", shell.run("status"));
        golden("outside-upgrade-again", shell.run("upgrade"));
    }

    @Test
    void a_step_that_the_ledger_refuses_is_told_as_that(TestDatabase database) throws Exception {
        Shell shell = on(database, "shop");
        shell.run("upgrade", "aaaa1000");
        database.execute("create function refuse() returns trigger language plpgsql as"
                + " 'begin raise ''not today''; end';"
                + " create trigger refuse before insert on migrator_applied for each row execute function refuse()");

        golden("unrecorded-upgrade", shell.run("upgrade"));
    }

    @Test
    void a_plan_in_one_transaction_counts_its_steps(TestDatabase database) throws Exception {
        golden("single-transaction", on(database, "shop").run("upgrade", "dddd4000", "--single-transaction"));
    }

    @Test
    void the_state_of_the_database_is_told_where_the_code_differs(TestDatabase database) throws Exception {
        on(database, "shop").run("upgrade");
        Shell other = on(database, "forked");

        golden("differs-status", other.run("status"));
        golden("differs-current", other.run("current"));
        golden("differs-upgrade", other.run("upgrade", "heads"));
    }

    @Test
    void the_setting_target_is_what_upgrade_means(TestDatabase database) throws Exception {
        Shell shell = on(database, "shop").set("MIGRATOR_TARGET", "aaaa1000");

        assertThat(shell.run("upgrade").out()).contains("now at aaaa1000");
    }

    @Test
    void parameters_reach_the_migrations(TestDatabase database) throws Exception {
        Shell.Outcome outcome = on(database, "params").run("-x", "word=hello=there", "upgrade", "-x", "other=");

        assertThat(outcome.transcript()).startsWith("exit 0");
        assertThat(database.query("select word from greeting")).containsExactly("hello=there");
    }

    private Shell on(TestDatabase database, String fixture) throws Exception {
        return Shell.onFixture(folder, fixture, "url = " + database.url(), "user = " + database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(name, Golden.masked(outcome.transcript(), folder));
    }
}
