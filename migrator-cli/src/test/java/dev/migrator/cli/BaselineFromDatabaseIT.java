// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.catalog.Catalog;
import dev.migrator.catalog.CatalogKind;
import dev.migrator.catalog.CatalogScope;
import dev.migrator.catalog.PgDump;
import dev.migrator.embedded.EmbeddedPostgres;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.Rich;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How the first revision of a database that was there before is written, proved and recorded, or why it is not. */
@ExtendWith(FreshDatabase.class)
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class BaselineFromDatabaseIT {

    private static final String[] ADOPT = {"baseline", "--from-database", "-m", "as it was", "--rev-id", "aa11"};
    private static final List<CatalogKind> OF_ONE_SERVER =
            List.of(CatalogKind.OWNER, CatalogKind.PRIVILEGE, CatalogKind.EXTENSION_VERSION);

    @TempDir
    private Path folder;

    private TestDatabase database;
    private String program = "";

    @BeforeEach
    void a_project_and_a_pg_dump(TestDatabase fresh) throws Exception {
        database = fresh;
        int server = read(fresh).serverVersion();
        Optional<PgDump> found = PgDump.find(Optional.empty(), String.valueOf(System.getenv("PATH")), server)
                .fold(Optional::of, issues -> Optional.empty());
        assumeTrue(found.isPresent(), "no pg_dump is installed that is as new as the server");
        program = found.orElseThrow().program().toString();
        Files.createDirectories(folder.resolve("db"));
        settings("migrations = db");
    }

    @AfterEach
    void no_scratch_database_is_left() throws Exception {
        assertThat(database.query("select datname from pg_database where datname like 'migrator\\_scratch%'"))
                .isEmpty();
    }

    @Test
    void a_rich_schema_is_written_proved_recorded_and_made_again_elsewhere(TestDatabase other) throws Exception {
        Rich.createIn(database);
        golden("01", adopt());

        Path file = folder.resolve("db/aa11_as_it_was.sql");
        assertThat(file)
                .content()
                .startsWith("-- migrator: revision aa11\n-- migrator: message as it was\n\n-- migrator: upgrade\n\n"
                        + "set local check_function_bodies = false;\n\nCREATE SCHEMA IF NOT EXISTS")
                .contains("\\restrict not a command", "SET x = 1;")
                .doesNotContain("Dumped", "client_encoding", "\n-- migrator: downgrade\n-- ");
        assertThat(database.query("select operation || ' ' || revision from migrator_history"))
                .containsExactly("baseline aa11");
        assertThat(on(database).run("validate").exit()).isZero();
        assertThat(on(database).run("upgrade").out()).contains("nothing to do");
        golden("02-again", adopt());

        assertThat(on(other).run("upgrade").exit()).isZero();
        assertThat(on(other).run("validate").exit()).isZero();
        assertThat(without(read(database)).difference(without(read(other)))).isEmpty();
        golden("03-no-way-back", on(other).run("downgrade", "base"));
    }

    @Test
    void another_version_of_the_embedded_server_proves_it_as_well() throws Exception {
        Rich.createIn(database);
        Shell.Outcome outcome = on(database)
                .run(
                        "baseline",
                        "--from-database",
                        "-m",
                        "as it was",
                        "--rev-id",
                        "aa11",
                        "--branch-label",
                        "shop",
                        "--json");
        golden("04-embedded-json", outcome);
        assertThat(folder.resolve("db/aa11_as_it_was.sql")).content().contains("-- migrator: branchLabels shop\n");
        assertThat(on(database).run("current").out()).contains("aa11");
    }

    @Test
    void a_ledger_that_is_elsewhere_under_another_name_is_no_part_of_it() throws Exception {
        database.execute("create schema audit; create table people (id int)");
        settings("migrations = db", "history-schema = audit", "history-prefix = own_");
        Path gone = script("zz99", "create table passing (id int);", "drop table passing;");
        assertThat(on(database).run("upgrade").exit()).isZero();
        Files.delete(gone);
        golden("05-not-empty", adopt());
        Files.writeString(gone, text("zz99", "create table passing (id int);", "drop table passing;"));
        assertThat(on(database).run("downgrade", "base").exit()).isZero();
        golden("06-revisions-exist", adopt());
        Files.delete(gone);

        assertThat(adopt().exit()).isZero();
        assertThat(folder.resolve("db/aa11_as_it_was.sql"))
                .content()
                .contains("CREATE TABLE public.people")
                .doesNotContain("own_");
        assertThat(database.query("select revision from audit.own_applied")).containsExactly("aa11");
    }

    @Test
    void only_the_schemas_of_the_setting_are_taken(TestDatabase other) throws Exception {
        database.execute(
                "create schema app; create schema rest; create table app.people (id serial); create view app.all_of"
                        + " as select * from app.people; create table rest.others (id int); create extension citext schema app");
        settings("migrations = db", "schema = app");
        assertThat(adopt().exit()).isZero();
        assertThat(folder.resolve("db/aa11_as_it_was.sql"))
                .content()
                .contains("app.people", "citext")
                .doesNotContain("rest");
        other.execute("create schema app");
        assertThat(on(other).run("upgrade").exit()).isZero();
        assertThat(other.query("select count(*) from app.all_of")).containsExactly("0");
    }

    @Test
    void classes_and_resources_get_it_as_a_resource() throws Exception {
        database.execute("create table people (id int)");
        settings("packages = com.example.fresh", "resources = resources", "post-write = cat >> read; true");
        Shell.Outcome outcome = adopt();
        assertThat(outcome.err() + outcome.out()).contains("resources/com/example/fresh/aa11_as_it_was.sql");
        assertThat(outcome.exit()).isZero();
        assertThat(database.query("select fingerprint like 't1:%' from migrator_applied"))
                .containsExactly("t");
    }

    @Test
    void what_pg_dump_passes_over_is_named_and_nothing_is_written() throws Exception {
        database.execute("create table people (id int, name text); create index named on people (name);"
                + " update pg_index set indisvalid = false where indexrelid = 'named'::regclass");
        golden("07-not-recreated", adopt());
        golden("08-not-recreated-json", adopt("--json"));
        untouched();
    }

    @Test
    void roles_that_policies_name_are_made_on_a_throwaway_server_and_wanted_on_any_other() throws Exception {
        String role = "r_" + database.name();
        database.execute(
                "create role " + role + "; create table t (id int); create policy p on t to " + role + " using (true)");
        EmbeddedPostgres other = EmbeddedPostgres.in(folder, OptionalInt.empty());
        try {
            other.start();
            Shell.Outcome outcome = adoptOn(other.psqlUrl());
            assertThat(outcome.exit()).isEqualTo(3);
            assertThat(outcome.err().replace(role, "ROLE"))
                    .contains("does not run in a scratch database", "role \"ROLE\" does not exist")
                    .contains("create that role there, or name a server that has it with --scratch-url");
            untouched();

            assertThat(on(database).run(ADOPT).transcript()).startsWith("exit 0");
        } finally {
            other.stop();
            database.execute("drop owned by " + role + "; drop role " + role);
        }
    }

    @Test
    void an_extension_that_the_scratch_server_lacks_is_named() throws Exception {
        assumeTrue(read(database).serverVersion() < 17, "PostgreSQL 17 has no adminpack");
        database.execute("create extension adminpack; create table t (id int)");
        golden("09-no-extension", on(database).run(ADOPT));
        untouched();
    }

    @Test
    void without_a_fit_pg_dump_it_is_refused() throws Exception {
        database.execute("create table people (id int)");
        settings("migrations = db", "pg-dump = none");
        golden("10-no-program", on(database).set("PATH", "").run(ADOPT));
        fake("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n");
        golden("11-too-old", on(database).run(ADOPT));
        fake(
                "#!/bin/sh\necho 'pg_dump (PostgreSQL) 99.1'\n[ \"$1\" = --version ] || { echo 'pg_dump: error: no' >&2; exit 1; }\n");
        golden("12-fails", adopt());
        untouched();
    }

    @Test
    void an_empty_database_is_nothing_to_adopt() throws Exception {
        golden("13-empty", adopt());
        untouched();
    }

    @Test
    void options_that_do_not_fit_are_refused() {
        for (String[] words : new String[][] {
            {"--from-database"},
            {"--from-database", "-m", "x", "aa11"},
            {"--from-database", "-m", "x", "--plan"},
            {"--from-database", "-m", "x", "--sql", "--from", "base"},
            {"aa11", "-m", "x"},
            {"aa11", "--scratch-url", "postgresql://h/d"},
            {"--from-database", "-m", "x", "--scratch-url", "secret"},
            {}
        }) {
            String[] all = new String[words.length + 1];
            all[0] = "baseline";
            System.arraycopy(words, 0, all, 1, words.length);
            Shell.Outcome outcome = on(database).run(all);
            assertThat(outcome.exit()).as(String.join(" ", words)).isIn(2, 3);
            assertThat(outcome.err()).doesNotContain("secret", "itself failed");
        }
    }

    @Test
    void an_address_of_a_scratch_server_that_is_none_is_told_as_that() throws Exception {
        database.execute("create table people (id int)");
        Shell.Outcome outcome =
                on(database).run("baseline", "--from-database", "-m", "x", "--scratch-url", "mysql://joe:secret@h/d");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("error: --scratch-url is no address").doesNotContain("secret");
        untouched();
    }

    @Test
    void what_cannot_be_recorded_leaves_the_file_and_says_so() throws Exception {
        database.execute("create table people (id int)");
        settings("migrations = db", "post-write = false");
        Shell.Outcome outcome = adopt();
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("aa11_as_it_was.sql is written, and stays", "migrator baseline aa11");
        settings("migrations = db");
        assertThat(on(database).run("baseline", "aa11").exit()).isZero();
    }

    @Test
    void a_folder_that_cannot_be_written_into_keeps_the_ledger_empty() throws Exception {
        database.execute("create table people (id int)");
        Files.writeString(folder.resolve("taken"), "");
        settings("packages = com.example.fresh", "resources = taken");
        golden("14-unwritable", adopt());
        untouched();
    }

    @Test
    void the_password_is_in_the_environment_of_pg_dump_only() throws Exception {
        database.execute("create table people (id int)");
        fake("#!/bin/sh\necho \"$* ${PGPASSWORD:+has a password}\" >> " + folder + "/seen\nexec " + program
                + " \"$@\"\n");
        assertThat(adopt().exit()).isZero();
        assertThat(folder.resolve("seen"))
                .content()
                .contains("--schema-only", "has a password")
                .doesNotContain(" " + database.password() + " ");
    }

    @Test
    void a_signal_drops_the_scratch_database_and_writes_nothing() throws Exception {
        database.execute("create table people (id int)");
        fake("#!/bin/sh\n" + program + " \"$@\" || exit\n[ \"$1\" = --version ] || echo 'select pg_sleep(200);'\n");
        Process process = start();
        while (database.query(
                        "select 1 from pg_stat_activity where query like 'select pg_sleep(200)%' and state = 'active'")
                .isEmpty()) {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
            Thread.sleep(50);
        }
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("output")).content().contains("told to end. Nothing was changed");
        untouched();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "baseline",
                        "--from-database",
                        "-m",
                        "as it was",
                        "--scratch-url",
                        scratchServer())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("MIGRATOR_URL", database.url());
        builder.environment().put("MIGRATOR_USER", database.user());
        builder.environment().put("MIGRATOR_PASSWORD", database.password());
        return builder.start();
    }

    private void untouched() throws Exception {
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".sql"))).isEmpty();
        }
        assertThat(database.objects()).noneMatch(name -> name.contains("migrator_"));
        assertThat(database.query("select 1 from pg_class where relname like '%\\_applied'"))
                .isEmpty();
    }

    private void fake(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("fake_dump"), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        settings("migrations = db", "pg-dump = fake_dump");
    }

    private Shell.Outcome adopt(String... more) {
        return adoptOn(scratchServer(), more);
    }

    private Shell.Outcome adoptOn(String scratchUrl, String... more) {
        return on(database)
                .run(Stream.of(ADOPT, new String[] {"--scratch-url", scratchUrl}, more)
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
    }

    private String scratchServer() {
        return database.url().replace(database.name(), "postgres");
    }

    private Shell on(TestDatabase where) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", where.url())
                .set("MIGRATOR_USER", where.user())
                .set("MIGRATOR_PASSWORD", where.password())
                .set("PATH", String.valueOf(System.getenv("PATH")));
    }

    private void settings(String... lines) throws IOException {
        Files.writeString(folder.resolve("migrator.properties"), String.join("\n", lines) + "\n");
    }

    private Path script(String id, String upgrade, String downgrade) throws IOException {
        return Files.writeString(folder.resolve("db/" + id + ".sql"), text(id, upgrade, downgrade));
    }

    private static String text(String id, String upgrade, String downgrade) {
        return "-- migrator: revision " + id + "\n-- migrator: upgrade\n" + upgrade + "\n-- migrator: downgrade\n"
                + downgrade + "\n";
    }

    private static Catalog without(Catalog catalog) {
        return new Catalog(
                catalog.serverVersion(),
                catalog.without(OF_ONE_SERVER).entries().stream()
                        .filter(entry -> !entry.toString().contains("migrator_"))
                        .toList());
    }

    private static Catalog read(TestDatabase where) throws SQLException {
        try (Connection connection = where.connect()) {
            return Catalog.read(connection, CatalogScope.ALL);
        }
    }

    private void golden(String name, Shell.Outcome outcome) throws IOException {
        Golden.matches(
                "adopt-" + name,
                Golden.masked(outcome.transcript(), folder)
                        .replaceAll("migrator_scratch_[0-9a-f]{12}", "migrator_scratch_RANDOM")
                        .replaceAll("/[^ ]*/pg_dump [0-9.]+", "PG_DUMP")
                        .replace("FOLDER/fake_dump 99.1", "PG_DUMP")
                        .replaceAll("of [0-9]+ statements", "of N statements")
                        .replaceAll("\"(statements|objects|version|scratchVersion)\": [1-9][0-9]*", "\"$1\": NN")
                        .replaceAll("(PostgreSQL|is|with) 1[4-9]\\b", "$1 NN"));
    }
}
