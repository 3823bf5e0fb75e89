// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for a password in all that a command prints and records, wherever it came from and however it was written. */
@ExtendWith(FreshDatabase.class)
class SecretsIT {

    private static final String PASSWORD = "Zq7@x:/?#&% '\"ü$k";
    private static final List<String> PARTS = List.of("Zq7", "%40x", "$k", "%24k", "ü", "%C3%BC");

    @TempDir
    private Path folder;

    private TestDatabase database;
    private String role;

    @BeforeEach
    void a_role_with_a_password(TestDatabase fresh) throws Exception {
        database = fresh;
        role = "r_" + fresh.name();
        fresh.execute("create role " + role + " superuser login password '" + PASSWORD.replace("'", "''") + "'");
        Files.writeString(
                folder.resolve("aa11.sql"),
                "-- migrator: revision aa11\n-- migrator: upgrade\ncreate table users (id int);\n");
        Files.writeString(
                folder.resolve("aa12.sql"),
                "-- migrator: revision aa12\n-- migrator: downRevision aa11\n-- migrator: upgrade\nselect 1/0;\n");
    }

    @AfterEach
    void without_the_role() throws Exception {
        database.execute("drop database if exists absent_" + database.name());
        database.execute("reassign owned by " + role + " to current_user; drop role " + role);
    }

    /** %H is host and port, %D the database, %U the user, %P the password, %R the password as it is. */
    static Stream<String> addresses() {
        return Stream.of(
                "jdbc:postgresql://%U:%P@%H/%D",
                "postgresql://%U:%P@%H/%D",
                "postgres://%U:%P@%H/%D?ApplicationName=x",
                "jdbc:postgresql://%H/%D?user=%U&password=%P",
                "postgresql://%H/%D?password=%P&user=%U",
                "jdbc:postgresql://%U:%P@%H/absent_%D",
                "jdbc:postgresql://%U:wrong%P@%H/%D",
                "jdbc:postgresql://nobody:%P@%H/%D",
                "jdbc:postgresql://%U:%P@127.0.0.1:1/%D",
                "jdbc:postgresql://%U:%P@no.such.host.invalid/%D",
                "jdbc:postgresql://%H:1/%D?user=%U&password=%P",
                "jdbc:postgresql://%U:%P@%H/%D?sslmode=nonsense",
                "jdbc:postgresql://%U:%P@%H/%D?pasword=%P",
                "jdbc:postgresql://%U:%R@%H/%D",
                "postgresql://%U:%R@%H/%D",
                "jdbc:postgresql://%H/%D?user=%U&password=%R",
                "jdbc:postgresql://%U:Zq7/x@%H/%D",
                "jdbc:postgresql://%U:Zq7?x@%H/%D",
                "jdbc:postgresql://%U:Zq7#x@%H/%D",
                "jdbc:postgresql://%U:Zq7%zz@%H/%D",
                "jdbc:postgresql:%U:Zq7@x",
                "jdbc:mysql://%U:%P@%H/%D",
                "%U:%P@%H/%D",
                "jdbc:postgresql:/%U:%P@%H/%D",
                "jdbc:postgresql://%H/%D;user=%U;password=Zq7",
                "jdbc:postgresql://%H/%D?user=%U:Zq7",
                "jdbc:postgresql://%H/%D?user=%U;password=Zq7");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void in_an_address(String pattern) throws Exception {
        String address = filled(pattern);
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\n");
        everything(Shell.in(folder).set("MIGRATOR_URL", address), "--url", address);
        Files.writeString(
                folder.resolve("migrator.properties"),
                "migrations = .\nurl = " + address.replace("\\", "\\\\") + "\n",
                StandardCharsets.UTF_8);
        everything(Shell.in(folder));
    }

    @Test
    void in_a_setting() throws Exception {
        String url = "jdbc:postgresql://" + host() + "/" + database.name();
        Files.writeString(
                folder.resolve("migrator.properties"),
                "migrations = .\nurl = " + url + "\nuser = " + role + "\npassword = " + PASSWORD + "\n",
                StandardCharsets.UTF_8);
        everything(Shell.in(folder));
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\nurl = " + url + "\n");
        everything(Shell.in(folder).set("MIGRATOR_USER", role).set("MIGRATOR_PASSWORD", PASSWORD));
        everything(Shell.in(folder).set("MIGRATOR_USER", role).set("MIGRATOR_PASSWORD", "wrong" + PASSWORD));
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\npasword = " + PASSWORD + "\n");
        everything(Shell.in(folder).set("MIGRATOR_URL", url));
    }

    @Test
    void in_a_statement_that_fails() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\nurl = " + database.url() + "\n");
        Shell shell = Shell.in(folder)
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password())
                .set("MIGRATOR_AUDIT", "full");
        for (String statement : List.of(
                "alter role nobody_at_all password 'Zq7''x'",
                "alter role nobody_at_all PASSWORD E'Zq7\\'x'",
                "alter role nobody_at_all password $a$Zq7$a$",
                "select dblink('host=nowhere password=Zq7', 'x')",
                "update absent set password = 'Zq7'",
                "do $x$ begin execute 'alter role nobody_at_all password ''Zq7'''; end $x$",
                "do $x$ declare password text := 'Zq7'; begin raise '%', password using detail = password; end $x$",
                "select f(password => 'Zq7')",
                "select cast('{\"password\": \"Zq7\"' as json)",
                "select 'postgresql://joe:Zq7@nowhere/x'::int")) {
            Files.writeString(
                    folder.resolve("aa11.sql"),
                    "-- migrator: revision aa11\n-- migrator: upgrade\n" + statement + ";\n");
            assertThat(shell.run("upgrade", "aa11").exit()).as(statement).isEqualTo(1);
            everything(shell);
            statements(shell);
        }
    }

    @Test
    void in_a_statement_of_java_code_that_fails() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\nurl = " + database.url() + "\n");
        Shell shell = Shell.in(folder)
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password())
                .set("MIGRATOR_AUDIT", "full");
        database.execute("create table account (id int check (id > 0), password text)");
        Files.delete(folder.resolve("aa11.sql"));
        for (String statement : List.of(
                "db.execute(\"alter role nobody_at_all password 'Zq7'\")",
                "db.execute(\"insert into account (id, password) values (?, ?)\", 0, \"Zq7\")",
                "db.batch(\"select 1\", \"alter role nobody_at_all password 'Zq7'\").execute()",
                "db.query(\"insert into account (id, password) values (0, 'Zq7')\").execute()",
                "throw new IllegalStateException(\"password='Zq7'\", new Error(\"postgresql://joe:Zq7@nowhere/x\"))")) {
            Files.writeString(folder.resolve("Grant.java"), """
                    import dev.migrator.migration.*;
                    import org.jooq.DSLContext;

                    @Revision(id = "aa11")
                    public class Grant implements Migration {
                        @Override
                        public void upgrade(DSLContext db) {
                            %s;
                        }
                    }
                    """.formatted(statement));
            assertThat(shell.run("-v", "upgrade", "aa11").exit()).as(statement).isEqualTo(1);
            everything(shell);
            statements(shell);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void in_the_list_of_processes() throws Exception {
        Files.writeString(
                folder.resolve("aa11.sql"),
                "-- migrator: revision aa11\n-- migrator: upgrade\nselect pg_sleep(100);\n");
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\nurl = " + database.url() + "\n");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), "dev.migrator.cli.Main", "upgrade", "aa11")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("MIGRATOR_USER", role);
        builder.environment().put("MIGRATOR_PASSWORD", PASSWORD);
        Process process = builder.start();
        try {
            while (database.query("select 1 from pg_stat_activity where query like 'select pg_sleep%'")
                    .isEmpty()) {
                assertThat(process.isAlive())
                        .as(Files.readString(folder.resolve("output")))
                        .isTrue();
                Thread.sleep(20);
            }
            assertThat(commandLines(process))
                    .anyMatch(line -> line.contains("dev.migrator.cli.Main"))
                    .allSatisfy(line -> assertThat(line).doesNotContain(PARTS));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Of the command and what it started, and of the server's processes that this machine shows: not of strangers. */
    private static List<String> commandLines(Process command) throws IOException {
        List<Long> own = Stream.concat(Stream.of(command.toHandle()), command.descendants())
                .map(ProcessHandle::pid)
                .toList();
        List<String> lines = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String line = commandLine(process);
                if (own.contains(Long.valueOf(process.getFileName().toString())) || line.startsWith("postgres: ")) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private void everything(Shell shell, String... flags) throws Exception {
        for (List<String> verb : List.of(
                List.of("config"),
                List.of("status"),
                List.of("upgrade", "aa11"),
                List.of("-v", "upgrade"),
                List.of("upgrade", "--json"),
                List.of("validate"),
                List.of("db", "create"),
                List.of("-v", "db", "wait", "--timeout", "100ms"),
                List.of("downgrade", "-1"))) {
            Shell.Outcome outcome =
                    shell.run(Stream.concat(verb.stream(), Stream.of(flags)).toArray(String[]::new));
            assertThat(outcome.transcript()).as(verb + " " + List.of(flags)).doesNotContain(PARTS);
        }
        if (!database.query("select 1 from pg_class where relname = 'migrator_history'")
                .isEmpty()) {
            assertThat(String.join(
                            "\n",
                            database.query("select h::text || coalesce(a::text, '')"
                                    + " from migrator_history h left join migrator_applied a using (revision)")))
                    .isNotEmpty()
                    .doesNotContain(PARTS);
        }
    }

    /** What an audit keeps, and what is shown of it. */
    private void statements(Shell shell) throws Exception {
        for (List<String> verb : List.of(
                List.of("upgrade", "--show-sql"),
                List.of("-v", "upgrade", "--dry-run", "--show-sql"),
                List.of("upgrade", "--dry-run", "--json"),
                List.of("log", "--statements"),
                List.of("log", "--statements", "--json"))) {
            assertThat(shell.run(verb.toArray(String[]::new)).transcript())
                    .as(verb.toString())
                    .doesNotContain(PARTS);
        }
        assertThat(String.join("\n", database.query("select s::text from migrator_statements s")))
                .doesNotContain(PARTS);
    }

    private String filled(String pattern) throws IOException {
        return pattern.replace("%zz", "@zz")
                .replace("%H", host())
                .replace("%D", database.name())
                .replace("%U", role)
                .replace(
                        "%P",
                        URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8).replace("+", "%20"))
                .replace("%R", PASSWORD)
                .replace("@zz", "%zz");
    }

    private String host() {
        return URI.create(database.url().substring("jdbc:".length())).getAuthority();
    }
}
