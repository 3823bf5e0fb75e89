// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several ledgers from one configuration, and who is asked before one of them loses anything. */
@ExtendWith(FreshDatabase.class)
class EnvironmentsIT {

    @TempDir
    private Path folder;

    private Shell twoSchemas(TestDatabase database, String... lines) throws Exception {
        Files.writeString(
                folder.resolve("migrator.properties"),
                "migrations = .\nnames = shop, billing\nshop.schema = shop\nbilling.schema = billing\n"
                        + "environments = production\nproduction.confirm = true\n" + String.join("\n", lines) + "\n");
        script("aa11", "", "create table people (id int);", "-- migrator: downgrade\ndrop table people;\n");
        script(
                "aa12",
                "-- migrator: downRevision aa11\n",
                "create table mail (id int);",
                "-- migrator: downgrade\ndrop table mail;\n");
        return on(database);
    }

    private void script(String id, String header, String upgrade, String downgrade) throws Exception {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + header + "-- migrator: message make " + id
                        + "\n-- migrator: upgrade\n" + upgrade + "\n" + downgrade);
    }

    @Test
    void each_name_has_a_ledger_of_its_own(TestDatabase database) throws Exception {
        Shell shell = twoSchemas(database);
        golden(database, "01-upgrade-one", shell.run("upgrade", "--name", "shop"));
        golden(database, "02-status-of-the-other", shell.run("status", "--name", "billing"));
        golden(database, "03-upgrade-all", shell.run("upgrade", "--name", "all"));
        golden(database, "04-current-json", shell.run("current", "--name", "all", "--json"));
        golden(database, "05-down", shell.run("downgrade", "-1", "--name", "billing"));
        golden(database, "06-check", shell.run("current", "--check", "--name", "billing,shop"));
        assertThat(database.query("select revision from shop.migrator_applied order by 1"))
                .containsExactly("aa11", "aa12");
        assertThat(database.query("select revision from billing.migrator_applied"))
                .containsExactly("aa11");
    }

    @Test
    void what_fails_at_one_keeps_the_next_from_beginning(TestDatabase database) throws Exception {
        database.execute("create schema billing; create table billing.mail (id int)");
        Shell shell = twoSchemas(database, "names = crm");
        Files.writeString(
                folder.resolve("migrator.properties"),
                Files.readString(folder.resolve("migrator.properties"))
                        .replace("\nnames = crm", "\ncrm.schema = crm")
                        .replace("shop, billing", "shop, billing, crm"));
        golden(database, "11-fails", shell.run("upgrade", "--name", "all"));
        database.execute("drop schema shop cascade");
        golden(database, "12-fails-json", shell.run("upgrade", "--name", "all", "--json", "-q"));
        assertThat(database.query("select nspname from pg_namespace where nspname = 'crm'"))
                .isEmpty();
    }

    @Test
    void two_runs_over_all_names_at_once_do_each_step_once(TestDatabase database) throws Exception {
        twoSchemas(database);
        CompletableFuture<Shell.Outcome> other =
                CompletableFuture.supplyAsync(() -> on(database).run("upgrade", "--name", "billing,shop"));
        Shell.Outcome one = on(database).run("upgrade", "--name", "all");

        assertThat(one.exit()).as(one.transcript()).isZero();
        assertThat(other.join().exit()).as(other.join().transcript()).isZero();
        for (String schema : new String[] {"shop", "billing"}) {
            assertThat(database.query("select count(*) from " + schema + ".migrator_history where outcome = 'done'"
                            + " and operation = 'upgrade' and revision is not null"))
                    .containsExactly("2");
        }
    }

    @Test
    void an_environment_is_another_database(TestDatabase database) throws Exception {
        Shell shell = twoSchemas(database);
        String staging = database.url().replaceFirst("/[^/?]+(?=[?]|$)", "/" + database.name() + "_staging");
        Files.writeString(
                folder.resolve("migrator.properties"),
                "migrations = .\nurl = " + database.url() + "\nstaging.url = " + staging + "\n");
        Shell elsewhere = Shell.in(folder)
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password())
                .set("MIGRATOR_ENV", "staging");
        try {
            assertThat(elsewhere.run("db", "create").out()).startsWith("environment staging\n");
            assertThat(elsewhere.run("upgrade").out()).contains("2 revisions upgraded");
            assertThat(shell.run("current").out()).contains("base: nothing is applied");
        } finally {
            elsewhere.run("db", "drop", "--yes", "--force");
        }
    }

    @Test
    void before_a_loss_somebody_is_asked(TestDatabase database) throws Exception {
        Shell shell = twoSchemas(database);
        String[] production = {"--name", "shop", "--env", "production"};
        golden(database, "21-nothing-to-lose", run(shell, production, "upgrade"));
        golden(database, "22-nobody", run(shell, production, "downgrade", "-1"));
        golden(database, "23-nobody-json", run(shell, production, "downgrade", "-1", "--json"));
        golden(database, "24-no", run(on(database).answering(question -> "y"), production, "downgrade", "base"));
        golden(database, "25-only-shown", run(shell, production, "downgrade", "-1", "--plan"));
        golden(database, "26-rolled-back", run(shell, production, "downgrade", "-1", "--dry-run"));
        golden(database, "27-stamp", run(shell, production, "stamp", "--purge", "aa11"));
        assertThat(database.query("select count(*) from shop.migrator_applied")).containsExactly("2");

        golden(database, "28-yes", run(on(database).answering(question -> "yes"), production, "downgrade", "-1"));
        golden(database, "29-agreed-before", run(shell, production, "downgrade", "-1", "--yes"));
        golden(database, "30-nothing-to-do", run(shell, production, "downgrade", "base"));
        assertThat(run(shell, new String[] {"--name", "shop"}, "upgrade").exit())
                .isZero();
        assertThat(run(shell, new String[] {"--name", "shop"}, "downgrade", "-1")
                        .exit())
                .isZero();
    }

    @Test
    void before_a_step_without_a_way_back_too(TestDatabase database) throws Exception {
        twoSchemas(database);
        script("aa13", "-- migrator: downRevision aa12\n", "drop table mail;", "");
        String[] production = {"--name", "shop", "--env", "production"};
        golden(database, "31-one-way", run(on(database), production, "upgrade"));
        assertThat(database.objects()).isEmpty();
        golden(database, "32-one-way-yes", run(on(database).answering(question -> "yes"), production, "upgrade"));
        assertThat(database.query("select count(*) from shop.migrator_applied")).containsExactly("3");
    }

    @Test
    void what_is_agreed_to_is_what_runs(TestDatabase database) throws Exception {
        Shell shell = twoSchemas(database);
        String[] production = {"--name", "shop", "--env", "production"};
        assertThat(run(shell, production, "upgrade").exit()).isZero();
        Shell slow = on(database).answering(question -> {
            on(database).run("downgrade", "-1", "--name", "shop");
            return "yes";
        });

        Shell.Outcome outcome = run(slow, production, "downgrade", "-1");

        assertThat(outcome.exit()).as(outcome.transcript()).isEqualTo(3);
        assertThat(database.query("select revision from shop.migrator_applied")).containsExactly("aa11");
    }

    private static Shell.Outcome run(Shell shell, String[] place, String... words) {
        String[] all = new String[words.length + place.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(place, 0, all, words.length, place.length);
        return shell.run(all);
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(TestDatabase database, String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(
                "environment-" + name,
                Golden.masked(outcome.transcript(), folder).replace(database.name(), "shop"));
    }
}
