// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineVerbsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history",
                "history bbbb2:dddd4",
                "history -1:",
                "history billing@base:",
                "history --graph",
                "history dddd4: --graph",
                "heads",
                "heads --resolve-dependencies",
                "heads --check",
                "branches",
                "show dddd4000",
                "show billing",
                "show base",
                "history --json",
                "heads --check --json",
                "heads --json",
                "branches --json",
                "show dddd --json"
            })
    void tells_what_the_code_has_without_any_database(String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, "shop").run(command.split(" "));

        Golden.matches(
                "offline-" + command.replace(" --", "-").replace(' ', '-').replace(':', '_'),
                Golden.masked(outcome.transcript(), folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heads --check", "heads --check --json", "history --graph"})
    void tells_where_lines_have_parted(String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(
                        folder,
                        "forked",
                        "sources = " + Path.of("src/test/java").toAbsolutePath())
                .run(command.split(" "));

        Golden.matches(
                "parted-" + command.replace(" --", "-"),
                Golden.masked(
                        outcome.transcript()
                                .replace(
                                        Path.of("src/test/java")
                                                .toAbsolutePath()
                                                .toString(),
                                        "SOURCES"),
                        folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"history bbbb2", "history dddd4:bbbb2", "history +1:", "show -1:", "history nope: --json"})
    void refuses_what_names_nothing(String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, "shop").run(command.split(" "));

        Golden.matches(
                "refused-" + command.replace(" --", "-").replace(' ', '-').replace(':', '_'), outcome.transcript());
    }

    @Test
    void the_graph_is_as_wide_as_the_terminal() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop");

        assertThat(shell.set("COLUMNS", "40").run("history", "--graph").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60))
                .anySatisfy(line -> assertThat(line).endsWith("…"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "upgrade",
                "downgrade",
                "stamp",
                "tag",
                "baseline",
                "future-rollback",
                "clean",
                "current",
                "status",
                "history",
                "heads",
                "branches",
                "show",
                "revision",
                "merge",
                "init",
                "edit",
                "config",
                "rebase",
                "embedded",
                "embedded start",
                "embedded stop",
                "embedded status",
                "embedded psql-url",
                "log",
                "validate",
                "repair",
                "squash",
                "db",
                "db create",
                "db drop",
                "db wait",
                "help",
                "completion"
            })
    void helps(String verb) throws Exception {
        Shell.Outcome outcome = Shell.in(folder).run((verb + " --help").strip().split(" "));

        Golden.matches("help-" + (verb.isEmpty() ? "migrator" : verb.replace(' ', '-')), outcome.transcript());
    }

    @Test
    void colours_are_for_terminals() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop").onTerminal();

        assertThat(shell.run("history").out()).contains("\u001B[33mffff6000\u001B[0m");
        assertThat(shell.run("history", "--color=never").out()).doesNotContain("\u001B");
        assertThat(shell.run("history", "--json").out()).doesNotContain("\u001B");
        assertThat(shell.set("NO_COLOR", "1").run("history").out()).doesNotContain("\u001B");
        assertThat(shell.run("--color", "always", "history").out()).contains("\u001B");
        assertThat(shell.run("show", "nope1234", "--color", "always").err()).startsWith("\u001B[31;1merror:");
        assertThat(shell.run("show", "nope1234").err()).startsWith("error:");
    }

    @Test
    void options_of_all_verbs_stand_before_the_verb_or_after_it() throws Exception {
        Shell.onFixture(folder, "shop");
        Shell elsewhere = Shell.in(folder.getParent());
        String expected = Shell.in(folder).run("heads", "--json").out();

        assertThat(elsewhere.run("-C", folder.toString(), "--json", "heads").out())
                .isEqualTo(expected);
        assertThat(elsewhere.run("heads", "--json", "-C", folder.toString()).out())
                .isEqualTo(expected);
        assertThat(elsewhere.run("-C", folder.toString(), "heads", "--json").out())
                .isEqualTo(expected);
    }

    @Test
    void the_version_is_told() {
        assertThat(Shell.in(folder).run("--version").out())
                .startsWith("migrator ")
                .contains("Java ");
    }
}
