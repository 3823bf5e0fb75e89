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

/** How a dry run is told. */
@ExtendWith(FreshDatabase.class)
class DryRunVerbIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\n");
        script(
                "aa11",
                "-- migrator: message people\n",
                "create table people (id int);\ninsert into people values (1);");
        script(
                "aa12",
                "-- migrator: downRevision aa11\n-- migrator: message mail\n",
                "alter table users add mail text;\ndo $$ begin end $$;");
        script(
                "aa13",
                "-- migrator: downRevision aa12\n-- migrator: message index\n-- migrator: transactional false\n",
                "create index concurrently people_id on people (id);");
    }

    @Test
    void what_was_found_out_is_told(TestDatabase database) throws Exception {
        database.execute("create table users (id int)");
        Shell shell = on(database);
        golden("dry-run-01", shell.run("upgrade", "--dry-run"));
        golden("dry-run-02-json", shell.run("upgrade", "--dry-run", "--json", "-q"));
        golden("dry-run-03-show-sql", shell.run("upgrade", "aa11", "--dry-run", "--show-sql"));
        golden("dry-run-04-single-transaction", shell.run("upgrade", "--dry-run", "--single-transaction"));
        golden("dry-run-05-plan", shell.run("upgrade", "--dry-run", "--plan"));
        golden("dry-run-06-sql", shell.run("downgrade", "base", "--dry-run", "--sql"));
        golden("dry-run-07-from", shell.run("upgrade", "--dry-run", "--from", "base"));
        golden("dry-run-14-empty-from", shell.run("upgrade", "--sql", "--from", "aa11,"));
        golden("dry-run-08-stamp", shell.run("stamp", "head", "--dry-run"));
        golden("dry-run-09-baseline", shell.run("baseline", "aa11", "--dry-run"));
        golden("dry-run-10-repair", shell.run("repair", "aa11", "--dry-run"));
        assertThat(database.query("select to_regclass('migrator_ledger')")).containsExactly((String) null);

        assertThat(shell.run("upgrade", "aa12").exit()).isZero();
        golden("dry-run-11-nothing-to-do", shell.run("upgrade", "aa12", "--dry-run"));
        golden("dry-run-12-downgrade", shell.run("downgrade", "base", "--dry-run"));
        Files.delete(folder.resolve("aa13.sql"));
        Files.delete(folder.resolve("aa12.sql"));
        golden("dry-run-13-from-ledger-asks", shell.run("downgrade", "aa11", "--from-ledger", "--dry-run"));
        golden("dry-run-14-from-ledger", shell.run("downgrade", "aa11", "--from-ledger", "--dry-run", "--yes"));
        assertThat(database.query("select revision from migrator_heads")).containsExactly("aa12");
    }

    @Test
    void a_step_that_fails_is_told_as_in_a_run(TestDatabase database) throws Exception {
        golden("dry-run-21-fails", on(database).run("upgrade", "--dry-run"));
        golden("dry-run-22-fails-json", on(database).run("upgrade", "--dry-run", "--json", "-q"));
        assertThat(database.objects()).isEmpty();
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void script(String id, String header, String upgrade) throws Exception {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + header + "-- migrator: upgrade\n" + upgrade
                        + "\n-- migrator: downgrade\nselect 1;\n");
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(name, Golden.masked(outcome.transcript(), folder));
    }
}
