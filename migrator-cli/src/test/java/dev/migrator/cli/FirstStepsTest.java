// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStepsTest {

    @TempDir
    private Path folder;

    @Test
    void init_begins_a_project_and_overwrites_nothing() throws Exception {
        Shell shell = Shell.in(folder);

        golden("init", shell.run("init"));
        assertThat(folder.resolve("db/migrations")).isDirectory();
        assertThat(folder.resolve(".migrator/.gitignore")).hasContent("*");
        String written = Files.readString(folder.resolve("migrator.properties"));
        Golden.matches("init-file", written);

        golden("init-again", shell.run("init"));
        assertThat(folder.resolve("migrator.properties")).content().isEqualTo(written);
    }

    @Test
    void all_that_is_in_the_way_of_init_is_told_before_anything_is_written() throws Exception {
        Files.writeString(folder.resolve("db"), "a file");
        Files.createSymbolicLink(folder.resolve("migrator.properties"), Path.of("nowhere"));

        golden("init-obstacles", Shell.in(folder).run("init"));
        golden("init-layout-wrong", Shell.in(folder).run("init", "--layout", "classic"));
        golden("init-package-wrong", Shell.in(folder).run("init", "--layout", "classes", "--package", "db.new"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("db", "migrator.properties");
        }
    }

    @Test
    void after_init_a_revision_is_written_where_it_is_looked_for() throws Exception {
        Shell shell = Shell.in(folder);
        shell.run("init");

        assertThat(shell.run("revision", "-m", "create users", "--rev-id", "aa11")
                        .exit())
                .isZero();
        assertThat(shell.run("heads").out()).contains("aa11  create users");
        Path inner = Files.createDirectories(folder.resolve("inner"));
        golden("init-json", Shell.in(inner).run("init", "--json"));
        assertThat(inner.resolve("migrator.properties")).exists();
    }

    @Test
    void edit_opens_the_file_of_a_revision() throws Exception {
        Shell shell = Shell.in(folder);
        shell.run("init");
        shell.run("revision", "-m", "it's \"one\" $(x)", "--rev-id", "aa11");
        shell.run("revision", "--sql", "-m", "two", "--rev-id", "aa12");

        golden("edit-no-editor", shell.run("edit", "aa11"));
        golden(
                "edit",
                shell.set("EDITOR", "sh -c 'echo \"-- edited\" >>\"$1\"' sh").run("edit", "aa12"));
        assertThat(folder.resolve("db/migrations/aa12_two.sql")).content().endsWith("-- edited\n");
        golden("edit-failing", shell.set("VISUAL", "false").run("edit", "head"));
        golden("edit-unknown", shell.run("edit", "nope1"));
    }

    @Test
    void a_project_names_fills_and_formats_the_files_of_revisions_its_own_way() throws Exception {
        Shell shell = Shell.in(folder);
        shell.run("init");
        Files.writeString(
                folder.resolve("migrator.properties"),
                "\nfile-template = ${revision}-${slug}\npost-write = sh -c 'echo \"-- formatted\" >>\"$1\"; echo $(basename \"$1\")' sh\n",
                StandardOpenOption.APPEND);
        Path templates = Files.createDirectory(folder.resolve("templates"));
        Files.writeString(templates.resolve("revision.sql"), "-- (c) us\n${header}\n-- migrator: upgrade\n");

        golden("own-files", shell.run("revision", "--sql", "-m", "add Größe", "--rev-id", "aa11"));
        assertThat(folder.resolve("db/migrations/aa11-add_grosse.sql")).hasContent("""
                -- (c) us
                -- migrator: revision aa11
                -- migrator: message add Größe
                -- migrator: upgrade
                -- formatted
                """);
        Files.writeString(templates.resolve("revision.sql"), "${headr}");
        golden("own-files-wrong", shell.run("revision", "--sql", "-m", "x", "--rev-id", "aa12"));
        golden("own-names-wrong", shell.set("MIGRATOR_FILE_TEMPLATE", "v1/x").run("revision", "-m", "x"));
        golden(
                "own-formatter-wrong",
                Shell.in(folder)
                        .set("MIGRATOR_POST_WRITE", "sh -c 'echo no such style; exit 3'")
                        .run("revision", "-m", "y", "--rev-id", "aa13"));
        assertThat(folder.resolve("db/migrations/aa13_Y.java")).exists();
    }

    @Test
    void config_shows_what_is_in_force_and_keeps_secrets() throws Exception {
        Files.writeString(
                folder.resolve("migrator.properties"),
                "url = postgresql://ada:sesame@db/shop?sslpassword=open&x=1\npassword = sesame\nlock-wait = 3s\n");
        Shell shell = Shell.in(folder).set("MIGRATOR_LOCK_TIMEOUT", "7s");

        Shell.Outcome shown = shell.run("config", "--schema", "shop");

        golden("config", shown);
        assertThat(shown.out()).doesNotContain("sesame", "open");
        assertThat(shell.run("config", "--url", "postgresql://ada:se@same@host/db")
                        .out())
                .contains("ada:****@host/db")
                .doesNotContain("same");
        assertThat(shell.run("config", "--url", "jdbc:postgresql://ada:sa/me?same@host/db")
                        .out())
                .as("where the password cannot be told from the rest")
                .containsPattern("url +\\*{4} ")
                .doesNotContain("same");
        assertThat(shell.set("MIGRATOR_JAVA_OPTS", "-Xmx64m")
                        .set("MIGRATOR_ARCHIVE", "off")
                        .run("config")
                        .exit())
                .isZero();
        golden("config-json", shell.run("config", "--json"));
    }

    @Test
    void config_shows_what_it_can_of_settings_that_are_wrong_and_all_that_is() throws Exception {
        Files.writeString(
                folder.resolve("migrator.properties"),
                "urll = embedded\nlock-wait = soon\nlock-wait = 3s\npassword = sesame\nmigrations = db/none, db/no\n"
                        + "classpath = lib/none.jar\ncolor = pink\napplication-version = \\u00zz\ntarget = a1\n");
        Shell shell = Shell.in(folder).set("MIGRATOR_LOCKWAIT", "7s");

        golden("config-wrong", shell.run("config"));
        golden("config-wrong-json", shell.run("config", "--json"));
        golden("config-wrong-elsewhere", shell.run("heads"));
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(name, Golden.masked(outcome.transcript(), folder));
    }
}
