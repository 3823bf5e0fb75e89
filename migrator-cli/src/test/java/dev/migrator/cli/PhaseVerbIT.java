// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How phases and preconditions are told of. */
@ExtendWith(FreshDatabase.class)
class PhaseVerbIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        settings("");
        Files.createDirectory(folder.resolve("db"));
        file("aa11", "revision aa11\nmessage users", "create table users (id int);", "drop table users;");
        file(
                "aa12",
                "revision aa12\ndownRevision aa11\nmessage mails",
                "create table mails (id int);",
                "drop table mails;");
        file(
                "aa13",
                "revision aa13\ndownRevision aa12\nphase contract\nmessage no more users"
                        + "\nprecondition empty users -- move them first\nprecondition skip exists users"
                        + "\nprecondition warn query select count(*) > 0 from mails",
                "drop table users;",
                "create table users (id int);");
        file("aa14", "revision aa14\ndownRevision aa13\nmessage the end", "select 1;", "select 1;");
    }

    private void settings(String more) throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\nretries = 0\n" + more);
    }

    private void file(String name, String header, String up, String down) throws Exception {
        StringBuilder text = new StringBuilder();
        header.lines().forEach(line -> text.append("-- migrator: ").append(line).append('\n'));
        Files.writeString(
                folder.resolve("db/" + name + ".sql"),
                text + "-- migrator: upgrade\n" + up + "\n-- migrator: downgrade\n" + down + "\n");
    }

    @Test
    void phases_are_part_of_every_answer(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("phase-01-history", shell.run("history"));
        golden("phase-02-history-graph", shell.run("history", "--graph"));
        golden("phase-03-show", shell.run("show", "aa13"));
        golden("phase-04-show-json", shell.run("show", "aa13", "--json"));
        golden("phase-05-plan", shell.run("upgrade", "--phase", "expand", "--plan"));
        golden("phase-06-plan-all", shell.run("upgrade", "--phase", "contract", "--plan"));
        golden("phase-07-plan-json", shell.run("upgrade", "--plan", "--json"));
        golden("phase-08-upgrade", shell.run("upgrade", "--phase", "expand"));
        golden("phase-09-again", shell.run("upgrade", "--phase", "expand"));
        golden("phase-10-status", shell.run("status"));
        golden("phase-11-status-json", shell.run("status", "--json"));
        golden("phase-12-check", shell.run("current", "--check"));
        golden("phase-13-check-expand", shell.run("current", "--check", "--phase", "expand"));
        Files.delete(folder.resolve("db/aa14.sql"));
        golden("phase-14-heads", shell.run("heads"));
    }

    @Test
    void a_phase_is_a_setting_too(TestDatabase database) throws Exception {
        settings("phase = expand\n");
        assertThat(on(database).run("upgrade").out())
                .contains("2 revisions upgraded")
                .contains("a contract is left");
        assertThat(on(database).run("current", "--check").exit()).isZero();
        assertThat(on(database)
                        .set("MIGRATOR_PHASE", "contract")
                        .run("upgrade", "--plan")
                        .out())
                .contains("aa13");
        assertThat(on(database).run("upgrade", "--plan", "--phase", "contract").out())
                .contains("aa13");
        assertThat(on(database).run("future-rollback", "--from", "aa11").out())
                .contains("drop table mails")
                .doesNotContain("create table users");

        settings("phase = later\n");
        golden("phase-21-wrong-setting", on(database).run("upgrade"));
        golden("phase-22-wrong-option", on(database).run("upgrade", "--phase", "later"));
    }

    @Test
    void a_contract_is_drafted(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("phase-31-new", shell.run("revision", "-m", "less", "--phase", "contract", "--sql", "--rev-id", "bb11"));
        golden("phase-32-new-file", Files.readString(folder.resolve("db/bb11_less.sql")));
        assertThat(shell.run("revision", "-m", "even less", "--phase", "contract", "--rev-id", "bb12")
                        .exit())
                .isZero();
        golden("phase-33-new-java", Files.readString(folder.resolve("db/EvenLess.java")));
        Files.createDirectory(folder.resolve("templates"));
        Files.writeString(
                folder.resolve("templates/revision.java"),
                "import dev.migrator.migration.*;\n${annotation}\npublic class ${class} implements Migration {\n"
                        + "public void upgrade(org.jooq.DSLContext db) {}\n}\n");
        shell.run("revision", "-m", "least", "--phase", "contract", "--rev-id", "bb13");
        assertThat(shell.run("history", "bb12:").out())
                .contains("bb12 (contract), even less")
                .contains("bb13 (contract) (head), least");
        golden("phase-34-wrong", shell.run("revision", "-m", "x", "--phase", "both"));
    }

    @Test
    void preconditions_are_told_where_they_decide(TestDatabase database) throws Exception {
        Shell shell = on(database);
        shell.run("upgrade", "aa12");
        database.execute("insert into users values (1)");
        golden("precondition-01-halt", shell.run("upgrade"));
        golden("precondition-02-halt-json", shell.run("upgrade", "--json", "-q"));
        golden("precondition-03-halt-dry-run", shell.run("upgrade", "--dry-run", "-q"));
        database.execute("delete from users");
        golden("precondition-04-warn-json", shell.run("upgrade", "--json"));
        shell.run("downgrade", "aa12");
        database.execute("drop table users");
        file(
                "aa13",
                "revision aa13\ndownRevision aa12\nmessage no more users\nprecondition skip exists users -- gone",
                "drop table users;",
                "create table users (id int);");
        golden("precondition-05-dry-run", shell.run("upgrade", "--dry-run"));
        golden("precondition-06-skip", shell.run("upgrade"));
        golden("precondition-07-status", shell.run("status"));
        golden("precondition-08-log", shell.run("log", "aa13"));
        golden("precondition-09-history", shell.run("history", "--indicate-current"));
        golden("precondition-10-downgrade-plan", shell.run("downgrade", "aa12", "--plan"));
        golden("precondition-15-downgrade-dry-run", shell.run("downgrade", "aa12", "--dry-run"));
        golden("precondition-11-downgrade", shell.run("downgrade", "aa12"));
        String script = shell.run("upgrade", "--sql", "--from", "aa12").out();
        golden(
                "precondition-12-sql",
                script.substring(script.indexOf("-- step 1 of 2"), script.indexOf("-- step 2 of 2"))
                        .replaceAll("(?m)^do .* begin insert into (\\S+) .*$", "INTO $1"));
        file(
                "aa13",
                "revision aa13\ndownRevision aa12\nmessage no more users\nprecondition query select nothing",
                "drop table users;",
                "create table users (id int);");
        golden("precondition-13-unknown", shell.run("upgrade"));
        file("aa13", "revision aa13\nprecondition users\nprecondition skip exists a b", "select 1;", "");
        golden("precondition-14-bad", shell.run("upgrade"));
    }

    @Test
    void a_squash_decides_its_phase_and_tells_what_it_leaves_out(TestDatabase database) throws Exception {
        String url = database.url();
        golden("phase-41-squash-skip", on(database).run("squash", "aa12:aa13", "-m", "x", "--scratch-url", url));
        String header = "revision aa13\ndownRevision aa12\nphase contract\nprecondition ";
        file("aa13", header + "skip absent users", "drop table users;", "create table users (id int);");
        golden(
                "phase-42-squash-skipped",
                on(database).run("squash", ":aa14", "-m", "x", "--as-sent", "--scratch-url", url));
        file("aa13", header + "exists users", "drop table users;", "create table users (id int);");
        golden(
                "phase-43-squash",
                on(database).run("squash", "aa12:aa14", "-m", "x", "--rev-id", "bb11", "--scratch-url", url));
        golden("phase-44-squash-file", Files.readString(folder.resolve("db/bb11_x.sql")));
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        golden(name, outcome.transcript());
    }

    private void golden(String name, String text) throws Exception {
        Golden.matches(
                name,
                Golden.masked(text, folder)
                        .replaceAll("run [0-9a-f]{8},", "run ID,")
                        .replace(
                                System.getProperty("user.name") + " on "
                                        + InetAddress.getLocalHost().getHostName(),
                                "SOMEBODY on HOST")
                        .replaceAll("migrator [0-9][^,\n]*", "migrator VERSION"));
    }
}
