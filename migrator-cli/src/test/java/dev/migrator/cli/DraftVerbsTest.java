// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftVerbsTest {

    @TempDir
    private Path folder;

    @Test
    void a_revision_is_written_on_the_only_head() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop");

        golden("revision", shell.run("revision", "-m", "add phone", "--rev-id", "ab12"));
        golden("revision-file", file("shop/AddPhone.java"));
        golden(
                "revision-json",
                shell.run(
                        "revision",
                        "--json",
                        "-m",
                        "pay \"invoices\"",
                        "--head",
                        "billing",
                        "--splice",
                        "--branch-label",
                        "payments",
                        "--depends-on",
                        "bbbb",
                        "--rev-id",
                        "ab13"));
        golden("revision-with-all-file", file("shop/PayInvoices.java"));
    }

    @Test
    void a_merge_joins_the_heads() throws Exception {
        Shell shell = Shell.onFixture(folder, "forked");

        golden("merge", shell.run("merge", "-m", "join left and right", "--rev-id", "ab12"));
        golden("merge-file", file("forked/JoinLeftAndRight.java"));
        golden("merge-json", shell.run("merge", "bbbb3", "bbbb2", "-m", "join", "--rev-id", "ab13", "--json"));
    }

    @Test
    void the_first_revision_of_a_project_can_be_written() throws Exception {
        Shell shell = Shell.onFixture(folder, "nowhere", "sources = java");

        Shell.Outcome outcome = shell.run("revision", "-m", "start");

        assertThat(outcome.exit()).isZero();
        assertThat(folder.resolve("java/dev/migrator/cli/fixture/nowhere/Start.java"))
                .content()
                .doesNotContain("downRevision");
    }

    @Test
    void the_first_revision_of_another_package_is_written_on_the_head_of_the_others() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop", "sources = java");

        Shell.Outcome outcome =
                shell.run("revision", "-m", "start", "--packages", "com.example.fresh,dev.migrator.cli.fixture.shop");

        assertThat(outcome.exit()).isZero();
        assertThat(folder.resolve("java/com/example/fresh/Start.java"))
                .content()
                .contains("downRevision = \"ffff6000\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "several-heads  | forked | revision -m x",
                "taken-id       | forked | revision -m x --head bbbb2 --rev-id aaaa1000",
                "not-a-head     | forked | revision -m x --head aaaa1000",
                "all-at-once    | forked | revision -m . --head current --branch-label head --depends-on nope",
                "one-head       | shop   | merge -m x",
                "overlapping    | shop   | merge -m x aaaa1000 dddd4000",
                "bad-package    | shop   | revision -m x --packages com.class,dev.migrator.cli.fixture.shop"
            })
    void what_cannot_be_written_leaves_no_file(String name, String fixture, String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, fixture).run(command.split(" "));

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(folder.resolve("src")).doesNotExist();
        golden("draft-" + name, outcome);
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        golden(name, outcome.transcript());
    }

    private void golden(String name, String text) throws Exception {
        Golden.matches(name, Golden.masked(text, folder));
    }

    private String file(String name) throws Exception {
        return Files.readString(folder.resolve("src/main/java/dev/migrator/cli/fixture/" + name));
    }
}
