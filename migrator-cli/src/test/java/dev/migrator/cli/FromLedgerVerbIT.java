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

/** How a downgrade from the ledger is shown and asked for. */
@ExtendWith(FreshDatabase.class)
class FromLedgerVerbIT {

    @TempDir
    private Path folder;

    private void twoOfThreeRevisionsAreGone(TestDatabase database) throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\n");
        script("aa11", "-- migrator: message people\n", "create table people (id int);", "drop table people;");
        script(
                "aa12",
                "-- migrator: downRevision aa11\n-- migrator: message mail\n",
                "alter table people add mail text;\ncreate table sent (id int);",
                "drop table sent;\nalter table people\n    drop mail;");
        script(
                "aa13",
                "-- migrator: downRevision aa12\n-- migrator: transactional false\n-- migrator: message index\n",
                "create index concurrently people_id on people (id);",
                "drop index concurrently people_id;");
        assertThat(on(database).run("upgrade").exit()).isZero();
        Files.delete(folder.resolve("aa12.sql"));
        Files.delete(folder.resolve("aa13.sql"));
    }

    @Test
    void what_would_run_is_shown_and_asked_for(TestDatabase database) throws Exception {
        twoOfThreeRevisionsAreGone(database);
        Shell shell = on(database);
        golden("01-refused", shell.run("downgrade", "base"));
        golden("02-nothing-to-do", shell.run("downgrade", "aa11"));
        golden("03-plan", shell.run("downgrade", "aa11", "--from-ledger", "--plan"));
        golden("04-plan-json", shell.run("downgrade", "aa11", "--from-ledger", "--plan", "--json"));
        golden("05-nobody-to-ask", shell.run("downgrade", "aa11", "--from-ledger"));
        golden("06-no", on(database).answering(question -> "y").run("downgrade", "aa11", "--from-ledger"));
        golden("13-no-ledger", shell.run("downgrade", "base", "--from-ledger", "--sql", "--from", "aa11"));
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("3");

        golden("08-yes", on(database).answering(question -> "yes").run("downgrade", "-1", "--from-ledger"));
        golden("09-mixed", shell.run("downgrade", "base", "--from-ledger", "--yes"));
        golden("10-nothing-left", shell.run("downgrade", "base", "--from-ledger"));
    }

    @Test
    void what_does_not_fit_fails_and_what_is_not_kept_is_refused(TestDatabase database) throws Exception {
        twoOfThreeRevisionsAreGone(database);
        database.execute("drop table sent");
        golden("11-fails", on(database).run("downgrade", "aa11", "--from-ledger", "--yes"));
        database.execute("update migrator_applied set downgrade_sql = null where revision = 'aa12'");
        golden("12-not-stored", on(database).run("downgrade", "aa11", "--from-ledger", "--yes"));
        golden("14-no-baseline", on(database).run("baseline", "aa11"));
        database.execute("alter table migrator_applied drop downgrade_sql");
        golden("15-damaged", on(database).run("status"));
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void script(String id, String header, String upgrade, String downgrade) throws Exception {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + header + "-- migrator: upgrade\n" + upgrade
                        + "\n-- migrator: downgrade\n" + downgrade + "\n");
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches("from-ledger-" + name, Golden.masked(outcome.transcript(), folder));
    }
}
