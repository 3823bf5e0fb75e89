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

/** What show, history, log and repair tell of repeatables and seeds by their names. */
@ExtendWith(FreshDatabase.class)
class NamedVerbIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\n");
        Files.createDirectory(folder.resolve("db"));
        file(
                "aa11",
                "revision aa11\n-- migrator: branchLabels people\n-- migrator: upgrade\ncreate table people (id int primary key);");
        file(
                "ids",
                "repeatable ids\n-- migrator: dependsOn people\n-- migrator: message all of them\n"
                        + "create or replace view ids as select id from people;");
        file(
                "counts",
                "repeatable counts\n-- migrator: dependsOn ids\ncreate or replace view counts as select 1 as one;");
        file(
                "admins",
                "seed admins\n-- migrator: after aa11\n-- migrator: profiles dev, test\n-- migrator: apply\n"
                        + "insert into people values (1);\n-- migrator: remove\ndelete from people;");
    }

    private void file(String name, String text) throws Exception {
        Files.writeString(folder.resolve("db/" + name + ".sql"), "-- migrator: " + text + "\n");
    }

    @Test
    void they_are_shown_with_what_the_code_says_and_how_they_stand(TestDatabase database) throws Exception {
        golden("01-show-without-database", Shell.in(folder).run("show", "ids"));
        Shell shell = on(database);
        golden("02-show-pending", shell.run("show", "ids"));
        assertThat(shell.run("upgrade").exit()).isZero();
        assertThat(shell.run("seed", "apply", "--profile", "dev").exit()).isZero();
        golden("03-show-applied", shell.run("show", "ids"));
        golden("04-show-applied-json", shell.run("show", "ids", "--json"));
        golden("05-show-seed", shell.run("show", "admins"));
        golden("06-show-seed-json", shell.run("show", "admins", "--json"));
        file("ids", "repeatable ids\ncreate or replace view ids as select id from people where id > 0;");
        golden("07-show-changed", shell.run("show", "ids"));
        Files.delete(folder.resolve("db/admins.sql"));
        golden("08-show-unknown", shell.run("show", "admins"));
        golden("09-show-unknown-json", shell.run("show", "admins", "--json"));
        golden("10-show-meant", shell.run("show", "count"));
        golden("11-seed-status", shell.run("seed", "status", "admins"));
    }

    @Test
    void history_log_and_repair_know_them(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("21-history", shell.run("history", "ids"));
        golden("22-history-json", shell.run("history", "admins", "--json"));
        golden("30-history-meant", shell.run("history", "count"));
        golden("23-log-nothing", shell.run("log", "ids"));
        assertThat(shell.run("upgrade").exit()).isZero();
        golden("24-log-meant", shell.run("log", "idz"));
        file("ids", "repeatable ids\ncreate or replace view ids as select id from people where id > 0;");
        golden("25-repair-shown", shell.run("repair", "ids"));
        golden("26-repair", shell.run("repair", "ids", "--apply"));
        golden("27-repair-nothing", shell.run("repair", "ids", "--apply"));
        golden("28-repair-pending", shell.run("repair", "admins"));
        golden("29-upgrade-to-one", shell.run("upgrade", "ids"));
    }

    @Test
    void they_are_completed() throws Exception {
        assertThat(Shell.in(folder).run("complete", "subject").out())
                .contains("\naa11\n")
                .endsWith("ids\tall of them\ncounts\nadmins\n");
        assertThat(Shell.in(folder).run("completion", "bash").out())
                .contains("'show argument') echo '<subject>'")
                .contains("'repair --forget') echo '<gone>'");
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(
                "named-" + name,
                Golden.maskedLog(outcome.transcript(), folder).replaceAll("migrator [0-9][^,\n]*", "migrator VERSION"));
    }
}
