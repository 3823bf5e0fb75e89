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

/** How tags, and the way back to them or to a moment, are told of. */
@ExtendWith(FreshDatabase.class)
class TagVerbIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\n");
        Files.createDirectory(folder.resolve("db"));
        revision("aa11", "message people", "create table people (id int)", "drop table people");
        revision(
                "aa12",
                "downRevision aa11\n-- migrator: message names",
                "alter table people add name text",
                "alter table people drop name");
        revision(
                "bb11",
                "downRevision aa11\n-- migrator: message items\n-- migrator: branchLabels items",
                "create table items (id int)",
                "drop table items");
    }

    private void revision(String id, String header, String up, String down) throws Exception {
        Files.writeString(
                folder.resolve("db/" + id + ".sql"),
                "-- migrator: revision " + id + "\n-- migrator: " + header + "\n-- migrator: upgrade\n" + up
                        + ";\n-- migrator: downgrade\n" + down + ";\n");
    }

    @Test
    void tags_are_part_of_every_answer(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("01-none", shell.run("tag"));
        golden("02-nothing-applied", shell.run("tag", "v1"));
        assertThat(shell.run("upgrade", "aa12").exit()).isZero();
        golden("03-plan", shell.run("tag", "v1", "--plan"));
        golden("04-plan-json", shell.run("tag", "v1", "--plan", "--json"));
        golden("05-set", shell.run("tag", "v1"));
        golden("06-again-json", shell.run("tag", "v1", "--json", "-q"));
        golden("07-current", shell.run("current"));
        assertThat(shell.run("upgrade", "heads").exit()).isZero();
        golden("08-exists", shell.run("tag", "v1"));
        golden("09-set-json", shell.run("tag", "release_2", "--json", "-q"));
        golden("10-list", shell.run("tag"));
        golden("11-list-json", shell.run("tag", "--json"));
        golden("12-status", shell.run("status"));
        golden("13-status-json", shell.run("status", "--json"));
        golden("14-current-json", shell.run("current", "--json"));
        golden("15-history", shell.run("history", "--indicate-current"));
        golden("16-history-graph", shell.run("history", "--graph", "--indicate-current"));
        golden("17-history-json", shell.run("history", "v1:", "--indicate-current", "--json"));
        golden("18-history-range", shell.run("history", ":v1"));
        golden("28-history-without-colon", shell.run("history", "v1"));
        golden("19-show", shell.run("show", "v1"));
        golden("20-downgrade-plan", shell.run("downgrade", "v1", "--plan"));
        golden("21-dry-run", shell.run("downgrade", "v1", "--dry-run"));
        golden("22-downgrade", shell.run("downgrade", "v1"));
        golden("23-not-there", shell.run("downgrade", "release_2"));
        golden("24-upgrade", shell.run("upgrade", "release_2"));
        golden("25-delete-plan", shell.run("tag", "--delete", "v1", "--plan"));
        golden("26-delete", shell.run("tag", "v1", "--delete"));
        golden("27-log", shell.run("log", "v1"));
    }

    @Test
    void what_is_wrong_is_told_and_nothing_is_run(TestDatabase database) throws Exception {
        Shell shell = on(database);
        assertThat(shell.run("upgrade", "heads").exit()).isZero();
        assertThat(shell.run("tag", "release_2").exit()).isZero();
        golden("31-taken", shell.run("tag", "items"));
        golden("32-illegal", shell.run("tag", "v-1"));
        golden("33-reserved-json", shell.run("tag", "HEAD", "--json"));
        golden("34-nothing-named", shell.run("tag", "--delete"));
        golden("35-meant-delete", shell.run("tag", "--delete", "relaese_2"));
        golden("36-meant", shell.run("downgrade", "relaese_2"));
        golden("37-from", shell.run("downgrade", "release_2", "--sql", "--from", "heads"));
        golden("38-from-tag", shell.run("downgrade", "aa11", "--sql", "--from", "release_2"));
        Files.writeString(
                folder.resolve("db/seed.sql"), "-- migrator: seed release_2\n-- migrator: apply\nselect 1;\n");
        golden("39-validate", shell.run("validate"));
        golden("40-validate-json", shell.run("validate", "--json"));
        golden("41-status", shell.run("status"));
        golden("42-ambiguous", shell.run("downgrade", "release_2"));
        Files.writeString(folder.resolve("db/seed.sql"), "-- migrator: tag release_2\nselect 1;\n");
        golden("43-no-code", shell.run("heads"));
    }

    @Test
    void a_moment_is_a_place_to_go_back_to(TestDatabase database) throws Exception {
        Shell shell = on(database);
        assertThat(shell.run("upgrade", "aa12").exit()).isZero();
        String then = database.query("select to_char(clock_timestamp() at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .get(0);
        assertThat(shell.run("upgrade", "heads").exit()).isZero();
        golden("51-plan", shell.run("downgrade", "--to-date", then, "--plan"));
        golden("52-plan-json", shell.run("downgrade", "--to-date", then, "--plan", "--json"));
        golden("53-dry-run", shell.run("downgrade", "--to-date", then, "--dry-run"));
        golden("54-downgrade", shell.run("downgrade", "--to-date", then));
        golden("55-before", shell.run("downgrade", "--to-date", "2020-01-01"));
        golden("56-before-json", shell.run("downgrade", "--to-date", "2020-01-01T12:00+01:00", "--json"));
        golden("57-future", shell.run("downgrade", "--to-date", "2999-01-01T00:00:00Z"));
        golden("58-unreadable", shell.run("downgrade", "--to-date", "2026-13-01"));
        golden("59-both", shell.run("downgrade", "aa11", "--to-date", "2026-11-01"));
        golden("60-neither", shell.run("downgrade"));
        golden("61-from", shell.run("downgrade", "--to-date", "2026-11-01", "--sql", "--from", "heads"));
        assertThat(shell.run("upgrade", "heads").exit()).isZero();
        assertThat(shell.run("downgrade", "--to-date", then, "--sql").out()).contains("drop table items");
        Files.delete(folder.resolve("db/bb11.sql"));
        golden("62-unknown", shell.run("downgrade", "--to-date", then));
        golden("63-from-ledger", shell.run("downgrade", "--to-date", then, "--from-ledger", "--yes"));
    }

    @Test
    void an_environment_that_confirms_asks_before_a_tag_goes_and_before_a_downgrade_to_one(TestDatabase database)
            throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\nconfirm = true\n");
        Shell shell = on(database);
        assertThat(shell.run("upgrade", "aa12").exit()).isZero();
        assertThat(shell.run("tag", "v1").exit()).as("nothing is lost").isZero();
        assertThat(shell.run("upgrade", "heads").exit()).isZero();

        golden("71-downgrade-nobody", shell.run("downgrade", "v1"));
        golden("72-delete-nobody", shell.run("tag", "--delete", "v1"));
        golden("73-downgrade-yes", shell.run("downgrade", "v1", "--yes"));
        golden("74-delete-asked", on(database).answering(question -> "yes").run("tag", "--delete", "v1"));
    }

    @Test
    void they_are_completed_where_the_database_answers(TestDatabase database) throws Exception {
        Shell shell = on(database);
        assertThat(shell.run("upgrade", "aa12").exit()).isZero();
        assertThat(shell.run("tag", "v1").exit()).isZero();

        assertThat(shell.run("complete", "tag").out()).isEqualTo("v1\ttag at aa12\n");
        assertThat(shell.run("complete", "target").out()).contains("v1\ttag at aa12\n", "aa12\tnames\n");
        assertThat(shell.run("complete", "revision").out())
                .contains("aa12\tnames\n")
                .doesNotContain("v1");
        Shell wrong = on(database).set("MIGRATOR_PASSWORD", "wrong").answering(question -> {
            throw new AssertionError("asked " + question);
        });
        assertThat(wrong.run("complete", "tag").out()).isEmpty();
        assertThat(wrong.run("complete", "target").out()).contains("aa12");
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        String masked =
                Golden.maskedLog(outcome.transcript(), folder).replaceAll("migrator [0-9][^,\n]*", "migrator VERSION");
        Golden.matches("tag-" + name, masked);
    }
}
