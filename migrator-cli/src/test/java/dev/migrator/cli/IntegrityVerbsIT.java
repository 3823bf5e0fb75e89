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

/** What validate and repair print, and when an upgrade refuses. */
@ExtendWith(FreshDatabase.class)
class IntegrityVerbsIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\n");
        script("aa11", "-- migrator: message create users\n", "create table users (id int);");
        script(
                "aa12",
                "-- migrator: downRevision aa11\n-- migrator: message add email\n",
                "alter table users add email text;");
    }

    @Test
    void a_changed_revision_is_refused_until_it_is_accepted(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("integrity-01-empty", shell.run("validate"));
        assertThat(shell.run("upgrade").exit()).isZero();
        golden("integrity-02-valid", shell.run("validate"));
        golden("integrity-03-nothing-to-repair", shell.run("repair"));

        script("aa12", "-- migrator: message add email\n", "alter table users add email varchar;");
        golden("integrity-04-changed", shell.run("validate"));
        golden("integrity-05-changed-json", shell.run("validate", "--json"));
        golden("integrity-06-refused", shell.run("upgrade", "heads"));
        golden("integrity-07-not-validated", shell.run("upgrade", "heads", "--no-validate"));
        golden("integrity-08-repairable", shell.run("repair"));
        golden("integrity-09-repair-shown", shell.run("repair", "aa12"));
        golden("integrity-10-repair-shown-json", shell.run("repair", "aa12", "--json"));
        golden("integrity-11-repaired", shell.run("repair", "aa12", "--apply"));
        golden("integrity-12-nothing-left", shell.run("repair", "aa12", "--apply"));
        golden("integrity-13-wrong", shell.run("repair", "aa11", "--applied", "aa12", "--not-applied", "nobody"));
        golden("integrity-14-nothing-named", shell.run("repair", "--apply"));
    }

    @Test
    void an_interrupted_revision_is_refused_until_somebody_says_how_it_ended(TestDatabase database) throws Exception {
        script("aa13", "-- migrator: downRevision aa12\n-- migrator: transactional false\n", "select 1/0;");
        Shell shell = on(database);
        assertThat(shell.run("upgrade").exit()).isEqualTo(1);
        golden("integrity-21-interrupted", shell.run("validate"));
        golden("integrity-22-refused", shell.run("upgrade"));
        golden("integrity-23-not-applied-shown", shell.run("repair", "--not-applied", "aa13"));
        golden("integrity-24-applied", shell.run("repair", "--applied", "aa13", "--apply"));
        golden("integrity-25-valid", shell.run("validate"));
    }

    @Test
    void a_plan_that_is_one_transaction_fails_as_one(TestDatabase database) throws Exception {
        script("aa13", "-- migrator: downRevision aa12\n", "select 1/0;");
        script("aa14", "-- migrator: downRevision aa13\n", "select 1;");
        golden("single-transaction-fails", on(database).run("upgrade", "--single-transaction"));
        assertThat(database.objects()).isEmpty();
    }

    private void script(String id, String header, String text) throws Exception {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + header + "-- migrator: upgrade\n" + text + "\n");
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(name, Golden.masked(outcome.transcript(), folder));
    }
}
