// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own. */
@ExtendWith(FreshDatabase.class)
class MainIT {

    @TempDir
    private Path folder;

    @Test
    void the_answer_is_on_stdout_and_only_the_talk_of_the_tool_on_stderr(TestDatabase database) throws Exception {
        Shell.onFixture(folder, "shop", "url = " + database.url(), "user = " + database.user());

        Shell.Outcome outcome = migrator(database, "upgrade");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).startsWith("6 revisions upgraded").hasLineCount(1);
        assertThat(outcome.err()).hasLineCount(6).doesNotContain("jOOQ");
    }

    @Test
    void what_a_migration_prints_never_mixes_with_the_answer(TestDatabase database) throws Exception {
        Shell.onFixture(folder, "printing", "url = " + database.url(), "user = " + database.user());

        Shell.Outcome outcome = migrator(database, "upgrade", "--json");

        assertThat(outcome.out()).startsWith("{").doesNotContain("hello");
        assertThat(outcome.err()).contains("hello from a migration");
    }

    @Test
    void the_exit_code_is_that_of_the_command_and_letters_of_all_kinds_get_through(TestDatabase database)
            throws Exception {
        Shell.onFixture(folder, "cycle");

        Shell.Outcome outcome = migrator(database, "history");

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("cycle: aaaa1000 (", ") → bbbb2000 (", ") → aaaa1000 (");
    }

    @Test
    void what_runs_no_migration_loads_no_class_of_jooq(TestDatabase database) throws Exception {
        String[] access = {"url = " + database.url(), "user = " + database.user()};
        Shell.onFixture(folder, "shop", access);
        assertThat(migrator(database, "upgrade").exit()).isZero();
        nothingIsLoadedOfJooq(database);

        assertThat(migrator(database, "downgrade", "base").exit()).isZero();
        Path sql = Files.createDirectories(folder.resolve("sql"));
        Files.writeString(
                sql.resolve("aa11_users.sql"),
                "-- migrator: revision aa11\n-- migrator: message users\n\n-- migrator: upgrade\nselect 1;\n");
        Files.writeString(
                folder.resolve("migrator.properties"), "migrations = sql\n" + String.join("\n", access) + "\n");
        assertThat(migrator(database, "upgrade").exit()).isZero();
        nothingIsLoadedOfJooq(database);
    }

    private void nothingIsLoadedOfJooq(TestDatabase database) throws IOException, InterruptedException {
        for (String verb : List.of("upgrade", "current", "history", "heads", "status", "log", "validate")) {
            Shell.Outcome outcome = migrator(List.of("-Xlog:class+load"), database, verb);
            assertThat(outcome.exit()).as(verb).isZero();
            assertThat(outcome.out()).contains(Main.class.getName() + " ");
            assertThat(outcome.out().lines().filter(line -> line.contains(" org.jooq.")))
                    .as(verb)
                    .isEmpty();
        }
    }

    private Shell.Outcome migrator(TestDatabase database, String... args) throws IOException, InterruptedException {
        return migrator(List.of(), database, args);
    }

    private Shell.Outcome migrator(List<String> options, TestDatabase database, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(1, options);
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MIGRATOR_"));
        builder.environment().put("MIGRATOR_PASSWORD", database.password());
        builder.environment().put("LC_ALL", "C");
        int exit = builder.start().waitFor();
        return new Shell.Outcome(
                exit, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }
}
