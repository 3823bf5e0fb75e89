// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of two packages is looked at tells whose word counted. */
class SettingsTest {

    private static final String FIXTURE = "dev.migrator.cli.fixture.";

    @TempDir
    private Path folder;

    @BeforeEach
    void the_file_names_the_forked_fixture() throws Exception {
        Shell.onFixture(folder, "forked");
    }

    @Test
    void a_flag_goes_before_a_variable_and_a_variable_before_the_file() {
        assertThat(Shell.in(folder).run("heads").out()).contains("left", "right");

        Shell shell = Shell.in(folder).set("MIGRATOR_PACKAGES", FIXTURE + "shop");
        assertThat(shell.run("heads").out()).contains("link invoices");
        assertThat(shell.run("heads", "--packages", FIXTURE + "failing").out()).contains("never run");
    }

    @Test
    void the_file_is_found_from_a_folder_below() throws Exception {
        Path below = Files.createDirectories(folder.resolve("a/b"));

        assertThat(Shell.in(below).run("heads").out()).contains("left", "right");
        assertThat(Shell.in(folder.getParent())
                        .run("heads", "-C", below.toString())
                        .out())
                .contains("left", "right");
    }

    @Test
    void another_file_can_be_named() throws Exception {
        Path other = folder.resolve("other.properties");
        Files.writeString(
                other,
                Files.readString(folder.resolve("migrator.properties")).replace("fixture.forked", "fixture.shop"));

        assertThat(Shell.in(folder).run("--config", "other.properties", "heads").out())
                .contains("link invoices");
    }

    @Test
    void paths_in_the_file_start_at_its_folder_and_those_of_a_flag_where_the_command_runs() throws Exception {
        Path below = Files.createDirectories(folder.resolve("below"));
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(
                folder.resolve("migrator.properties"),
                "packages = " + FIXTURE + "forked\nclasspath = empty, empty/*\nsources = src");

        assertThat(Shell.in(below).run("heads").err())
                .contains("on the class path " + folder.resolve("empty").toString());
        assertThat(Shell.in(below).run("heads", "--classpath", "empty").err())
                .contains(below.resolve("empty") + " does not exist");
        assertThat(Shell.in(below).run("revision", "-m", "start").out())
                .contains(folder.resolve("src/dev/migrator/cli/fixture/forked/Start.java")
                        .toString());
    }

    @Test
    void a_value_goes_over_several_lines_and_comments_are_skipped() throws Exception {
        String classes = Path.of("target/test-classes").toAbsolutePath().toString();
        Files.writeString(
                folder.resolve("migrator.properties"),
                "\uFEFF# a comment that ends in a backslash \\\n! another\n\npackages = \\\n    " + FIXTURE
                        + "forked, \\\n    " + FIXTURE + "printing\nuser=\nclasspath: " + classes + "\n");

        assertThat(Shell.in(folder).run("heads").transcript()).contains("exit 0", "left", "right", "print something");
    }

    @Test
    void a_variable_that_is_empty_sets_nothing() {
        assertThat(Shell.in(folder).set("MIGRATOR_PACKAGES", "").run("heads").out())
                .contains("left", "right");
    }

    @Test
    void variables_of_the_tests_are_no_settings() {
        assertThat(Shell.in(folder)
                        .set("MIGRATOR_TEST_POSTGRES_IMAGE", "x")
                        .run("heads")
                        .exit())
                .isZero();
    }
}
