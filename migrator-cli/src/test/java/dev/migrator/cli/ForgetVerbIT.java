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

/** How the record of repeatables, seeds and hooks goes whose code is gone. */
@ExtendWith(FreshDatabase.class)
class ForgetVerbIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\nhooks = hooks\n");
        Files.createDirectory(folder.resolve("db"));
        Files.createDirectory(folder.resolve("hooks"));
        file("aa11", "revision aa11\n-- migrator: upgrade\ncreate table people (id int primary key);");
        file(
                "ids",
                "repeatable ids\n-- migrator: message all of them\ncreate or replace view ids as select id from people;");
        file("kept", "repeatable kept\ncreate or replace view kept as select id from people;");
        file("admins", "seed admins\n-- migrator: apply\ninsert into people values (1);");
        Files.writeString(folder.resolve("hooks/after-upgrade.sql"), "select 1 / 0;\n");
    }

    private void file(String name, String text) throws Exception {
        Files.writeString(folder.resolve("db/" + name + ".sql"), "-- migrator: " + text + "\n");
    }

    private void withSomethingGone(Shell shell) throws Exception {
        assertThat(shell.run("upgrade").exit()).isEqualTo(1);
        assertThat(shell.run("seed", "apply").exit()).isZero();
        Files.delete(folder.resolve("db/ids.sql"));
        Files.delete(folder.resolve("db/admins.sql"));
        Files.delete(folder.resolve("hooks/after-upgrade.sql"));
    }

    @Test
    void repair_takes_it_away(TestDatabase database) throws Exception {
        Shell shell = on(database);
        withSomethingGone(shell);
        golden("01-status", shell.run("status"));
        golden("02-repair", shell.run("repair"));
        golden("03-repair-json", shell.run("repair", "--json"));
        assertThat(shell.run("complete", "gone").out()).isEqualTo("ids\tall of them\nadmins\n");
        assertThat(shell.run("complete", "unsettled").out()).startsWith("after-upgrade\thook that is owed\nhead\t");
        golden("13-history", shell.run("history", "admins"));
        golden("04-shown", shell.run("repair", "--forget", "ids,admins"));
        golden("05-shown-json", shell.run("repair", "--forget", "ids", "--not-applied", "after-upgrade", "--json"));
        golden("06-refused", shell.run("repair", "--forget", "kept", "--forget", "idz", "--apply"));
        golden("07-apply", shell.run("repair", "--forget", "ids", "--not-applied", "after-upgrade", "--apply"));
        golden("08-apply-json", shell.run("repair", "--forget", "admins", "--apply", "--json", "-q"));
        golden("09-again", shell.run("repair", "--forget", "admins", "--apply"));
        golden("10-status", shell.run("status"));
        golden("11-nothing-left", shell.run("repair"));
        golden("12-log", shell.run("log", "ids"));
    }

    @Test
    void an_environment_that_confirms_asks_before(TestDatabase database) throws Exception {
        Shell shell = on(database);
        withSomethingGone(shell);
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\nhooks = hooks\nconfirm = true\n");
        golden("21-shown", shell.run("repair", "--forget", "ids"));
        golden("22-nobody", shell.run("repair", "--forget", "ids", "--apply"));
        golden("23-asked", on(database).answering(question -> "yes").run("repair", "--forget", "ids", "--apply"));
        golden("24-yes", shell.run("repair", "--forget", "admins", "--apply", "--yes"));
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(
                "forget-" + name,
                Golden.maskedLog(outcome.transcript(), folder).replaceAll("migrator [0-9][^,\n]*", "migrator VERSION"));
    }
}
