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

/** How statements are shown: live, and those that are kept. */
@ExtendWith(FreshDatabase.class)
class AuditVerbIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\n");
        script("aa11", "", "create table users (\n    id int\n);\ninsert into users select generate_series(1, 3);");
        script("aa12", "-- migrator: downRevision aa11\n", "delete from users where id = 1;\nselect 1/0;");
    }

    @Test
    void statements_are_shown_live(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("audit-01-show-sql", shell.run("upgrade", "--show-sql"));
        golden("audit-02-nothing-is-kept", shell.run("log", "--statements", "aa11"));
        golden("audit-03-down", shell.run("downgrade", "base", "--show-sql", "--json"));
        golden("audit-04-plan", shell.run("upgrade", "--show-sql", "--plan"));
        golden("audit-05-quiet", shell.run("upgrade", "--show-sql", "-q"));
        assertThat(database.query("select to_regclass('migrator_statements')")).containsExactly((String) null);
    }

    @Test
    void what_is_kept_is_shown_with_the_history(TestDatabase database) throws Exception {
        Shell shell = on(database);
        assertThat(shell.run("upgrade", "--audit", "full").exit()).isEqualTo(1);
        golden("audit-11-log", shell.run("log", "--statements"));
        golden("audit-12-json", shell.run("log", "--statements", "aa12", "--json"));
        String run = database.query("select run_id from migrator_history limit 1")
                .get(0)
                .substring(0, 8);
        assertThat(shell.run("log", "--statements", "--run", run).out()).contains("delete from users where id = 1");
        assertThat(shell.run("log", "--run", run).out()).doesNotContain("delete from users");
        golden("audit-13-no-level", shell.run("upgrade", "--audit", "everything"));
        database.execute("alter table migrator_statements drop bound");
        golden(
                "audit-14-damaged",
                on(database).set("MIGRATOR_AUDIT", "statements").run("upgrade"));
        golden("audit-15-damaged", shell.run("log", "--statements"));
    }

    private void script(String id, String header, String text) throws Exception {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + header + "-- migrator: upgrade\n" + text
                        + "\n-- migrator: downgrade\ndrop table users;\n");
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        String masked = Golden.maskedLog(outcome.transcript(), folder)
                .replaceAll("\"(osUser|host|toolVersion)\": \"[^\"]*\"", "\"$1\": \"…\"")
                .replaceAll("migrator [0-9][^,\n]*", "migrator VERSION")
                .replaceAll("\"microseconds\": [0-9]+", "\"microseconds\": N")
                .replaceAll("\"id\": [0-9]+", "\"id\": N");
        Golden.matches(name, masked);
    }
}
