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

/** How repeatables and seeds are told of. */
@ExtendWith(FreshDatabase.class)
class SeedVerbIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\n");
        Files.createDirectory(folder.resolve("db"));
        file(
                "aa11",
                "revision aa11\nmessage people\nbranchLabels people\nupgrade",
                "create table people (id int primary key);");
        file(
                "aa12",
                "revision aa12\ndownRevision aa11\nmessage nothing\nupgrade",
                "select 1;\n-- migrator: downgrade\n");
        file("names", "repeatable ids\nmessage all of them", "create or replace view ids as select id from people;");
        file(
                "counts",
                "repeatable counts\ndependsOn ids",
                "-- migrator: upgrade\ncreate or replace view counts as select count(*) from ids;\n-- migrator: downgrade\ndrop view counts;");
        file(
                "admins",
                "seed admins\nafter people\nmessage who may do everything\napply",
                "insert into people values (1);\n-- migrator: remove\ndelete from people where id = 1;");
        file("guests", "seed guests\ndependsOn admins\nprofiles dev, test\napply", "insert into people values (2);");
    }

    private void file(String name, String header, String sql) throws Exception {
        StringBuilder text = new StringBuilder();
        header.lines().forEach(line -> text.append("-- migrator: ").append(line).append('\n'));
        Files.writeString(
                folder.resolve("db/" + name + ".sql"), text.append(sql).append('\n'));
    }

    @Test
    void repeatables_are_part_of_every_answer(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("01-history", shell.run("history"));
        golden("02-history-graph", shell.run("history", "--graph"));
        golden("03-history-json", shell.run("history", "--json"));
        golden("04-plan-part", shell.run("upgrade", "aa11", "--plan"));
        golden("05-plan", shell.run("upgrade", "--plan"));
        golden("06-plan-json", shell.run("upgrade", "--plan", "--json"));
        golden("07-dry-run", shell.run("upgrade", "--dry-run"));
        golden("08-upgrade", shell.run("upgrade"));
        golden("09-status", shell.run("status"));
        file(
                "names",
                "repeatable ids\nmessage all of them",
                "create or replace view ids as select id from people where id > 0;");
        golden("10-status-changed", shell.run("status"));
        golden("11-check", shell.run("current", "--check"));
        golden("12-again", shell.run("upgrade", "--json", "-q"));
        golden("13-downgrade-plan", shell.run("downgrade", "aa11", "--plan"));
        golden("14-downgrade", shell.run("downgrade", "aa11"));
        golden("15-log", shell.run("log", "ids"));
        assertThat(shell.run("upgrade", "--sql").out())
                .contains("up: ids, all of them", "values ('repeatable', 'ids', 'applied'");
    }

    @Test
    void a_repeatable_that_broke_off_is_told_and_so_are_those_that_are_left_to_newer_code(TestDatabase database)
            throws Exception {
        String sound = "create or replace view ids as select id from people;";
        file("names", "repeatable ids\ntransactional false\nmessage all of them", sound + "\nselect 1 / 0;");
        Shell shell = on(database);
        golden("70-broke-off", shell.run("upgrade"));
        golden("71-interrupted", shell.run("status"));
        golden("72-unfinished", shell.run("validate"));
        golden("73-unfinished-json", shell.run("validate", "--json"));
        file("names", "repeatable ids\nmessage all of them", sound);
        assertThat(shell.run("upgrade").exit()).isZero();
        golden("74-finished", shell.run("validate"));
        Files.delete(folder.resolve("db/aa12.sql"));
        file("names", "repeatable ids\nmessage all of them", sound.replace(";", " where id > 0;"));
        golden("75-left", shell.run("upgrade"));
        golden("76-left-plan", shell.run("upgrade", "--plan"));
    }

    @Test
    void where_a_way_back_breaks_off_it_is_told_that_the_same_command_runs_it_again(TestDatabase database)
            throws Exception {
        String header = "repeatable counts\ndependsOn ids\ntransactional false";
        String up = "-- migrator: upgrade\ncreate or replace view counts as select count(*) from ids;\n";
        file("counts", header, up + "-- migrator: downgrade\nselect 1 / 0;");
        Shell shell = on(database);
        assertThat(shell.run("upgrade").exit()).isZero();
        golden("77-drop-breaks-off", shell.run("downgrade", "aa11"));
        file("counts", header, up + "-- migrator: downgrade\ndrop view counts;");
        assertThat(shell.run("downgrade", "aa11").exit()).isZero();
    }

    @Test
    void a_seed_that_fails_is_what_is_to_be_corrected(TestDatabase database) throws Exception {
        file("admins", "seed admins\nafter people\napply", "select 1 / 0;");
        Shell shell = on(database);
        assertThat(shell.run("upgrade").exit()).isZero();
        golden("83-fails", shell.run("seed", "apply", "admins"));
    }

    @Test
    void seeds_that_nothing_but_a_profile_asks_for_are_told_where_nothing_else_is_done(TestDatabase database)
            throws Exception {
        file(
                "admins",
                "seed admins\nprofiles dev, test\napply",
                "insert into people values (1);\n-- migrator: remove\ndelete from people where id = 1;");
        file("guests", "seed guests\nprofiles demo\napply", "insert into people values (2);");
        Shell shell = on(database);
        assertThat(shell.run("upgrade").exit()).isZero();
        golden("81-none-asked-for", shell.run("seed", "apply"));
        assertThat(shell.run("seed", "apply", "--profile", "dev").exit()).isZero();
        golden("82-none-asked-to-go", shell.run("seed", "remove", "--plan"));
        file(
                "admins",
                "seed admins\nprofiles dev, test\napply",
                "insert into people values (3);\n-- migrator: remove\ndelete from people where id = 3;");
        golden("83-changed", shell.run("seed", "apply"));
    }

    @Test
    void seeds_have_a_verb(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("21-too-early", shell.run("seed", "apply"));
        assertThat(shell.run("upgrade").exit()).isZero();
        golden("22-plan", shell.run("seed", "apply", "--profile", "dev", "--plan"));
        golden("23-apply", shell.run("seed", "apply"));
        golden("24-apply-json", shell.run("seed", "apply", "--profile", "dev", "--json", "-q"));
        golden("25-nothing", shell.run("seed", "apply", "--profile", "dev"));
        golden("26-status", shell.run("seed", "status"));
        golden("27-status-json", shell.run("seed", "status", "admins", "--json"));
        golden("28-all-status", shell.run("status", "--json"));
        golden("29-no-remove", shell.run("seed", "remove", "admins"));
        Files.delete(folder.resolve("db/guests.sql"));
        golden("30-unknown", shell.run("seed", "remove", "admins"));
        database.execute("delete from migrator_applied where revision = 'guests'; delete from people where id = 2");
        golden("31-remove", shell.run("seed", "remove", "admins"));
        golden("32-log", shell.run("log", "admins"));
        golden("33-no-seed", shell.run("seed", "apply", "people"));
        golden("37-no-seed-but-a-repeatable", shell.run("seed", "remove", "ids"));
        golden("38-no-seed-but-a-revision", shell.run("seed", "apply", "aa11"));
        golden("36-did-you-mean", shell.run("seed", "apply", "admin"));
        golden("34-no-profile", shell.run("seed", "apply", "--profile", "prod"));
        golden("35-no-verb", shell.run("seed"));
        assertThat(shell.run("seed", "apply", "--sql").out())
                .contains("insert into people values (1)", "values ('seed', 'admins', 'applied'");
    }

    @Test
    void an_environment_that_confirms_asks_before_a_seed_goes_and_before_one_without_a_way_back(TestDatabase database)
            throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\nconfirm = true\n");
        Shell shell = on(database);
        assertThat(shell.run("upgrade", "aa11", "--yes").exit()).isZero();
        Shell.Outcome upgrade = shell.run("upgrade");
        assertThat(upgrade.exit())
                .as("what is replaced has a way back: " + upgrade.transcript())
                .isZero();
        assertThat(shell.run("seed", "apply").exit())
                .as("admins can be removed")
                .isZero();

        golden("61-no-remove-nobody", shell.run("seed", "apply", "guests"));
        golden("62-remove-nobody", shell.run("seed", "remove", "admins"));
        golden("63-remove-yes", shell.run("seed", "remove", "admins", "--yes"));
        golden("64-asked", on(database).answering(question -> "yes").run("seed", "apply", "--profile", "dev"));
        golden("65-downgrade", shell.run("downgrade", "base"));
    }

    @Test
    void their_files_are_opened() throws Exception {
        golden("91-edit", Shell.in(folder).set("EDITOR", "true").run("edit", "admins"));
        golden("92-edit-near", Shell.in(folder).set("EDITOR", "true").run("edit", "idz"));
    }

    @Test
    void they_are_completed() throws Exception {
        assertThat(Shell.in(folder).run("complete", "seed").out()).isEqualTo("admins\twho may do everything\nguests\n");
    }

    @Test
    void a_new_seed_is_written(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden(
                "41-new",
                shell.run(
                        "seed",
                        "new",
                        "-m",
                        "The currencies",
                        "--sql",
                        "--profile",
                        "dev",
                        "--after",
                        "people",
                        "--depends-on",
                        "admins"));
        golden("42-new-file", Files.readString(folder.resolve("db/seed_the_currencies.sql")));
        golden(
                "43-new-java",
                shell.run("seed", "new", "-m", "Countries", "--seed-name", "lands", "--after", "aa12", "--json"));
        golden("44-new-java-file", Files.readString(folder.resolve("db/LandsSeed.java")));
        golden("46-new-no-name", shell.run("seed", "new", "-m", "日本"));
        golden("49-new-no-message", shell.run("seed", "new", "-m", "  ", "--depends-on", "admin"));
        golden("47-new-narrow", shell.run("seed", "new", "-m", "more guests", "--depends-on", "admins,guests"));
        golden(
                "48-new-several",
                shell.run(
                        "seed",
                        "new",
                        "-m",
                        "more guests",
                        "--depends-on",
                        "admins,guests",
                        "--after",
                        "people,aa12",
                        "--profile",
                        "dev,test",
                        "--json"));
        golden("45-new-taken", shell.run("seed", "new", "-m", "x", "--seed-name", "people", "--depends-on", "nobody"));
        assertThat(shell.run("upgrade").exit()).isZero();
        assertThat(shell.run("seed", "apply", "lands").transcript()).startsWith("exit 0");
    }

    @Test
    void what_is_wrong_with_them_is_told_with_file_and_line(TestDatabase database) throws Exception {
        file("x1", "repeatable x1\ndownRevision aa11", "select 1;\n-- migrator: remove\nselect 1;");
        file("x2", "seed x2\ntransactional false\nprofile dev", "select 1;");
        file("x3", "repeatable x3", "");
        file("x4", "seed people\napply", "select 1;");
        file("x5", "repeatable x5\ndependsOn x5", "select 1;");
        file("x6", "seed x6\ndependsOn guests\napply", "select 1;");
        file("x7", "seed x7\nupgrade", "select 1;");
        file("x8", "repeatable x8\napply", "select 1;");
        golden("51-headers", on(database).run("upgrade"));
        for (String gone : new String[] {"x1", "x2", "x3", "x7", "x8"}) {
            Files.delete(folder.resolve("db/" + gone + ".sql"));
        }
        golden("52-names", on(database).run("upgrade"));
        assertThat(database.objects()).isEmpty();
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
        String masked = Golden.masked(text, folder)
                .replaceAll("run [0-9a-f]{8},", "run ID,")
                .replace(
                        System.getProperty("user.name") + " on "
                                + InetAddress.getLocalHost().getHostName(),
                        "SOMEBODY on HOST")
                .replaceAll("migrator [0-9][^,\n]*", "migrator VERSION");
        Golden.matches("seed-" + name, masked);
    }
}
