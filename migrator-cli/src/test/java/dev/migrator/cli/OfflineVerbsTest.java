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
                "heads",
                "branches",
                "show dddd4000",
                "show billing",
                "history --json",
                "heads --json",
                "branches --json",
                "show dddd --json"
            })
    void tells_what_the_code_has_without_any_database(String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, "shop").run(command.split(" "));

        Golden.matches(
                "offline-" + command.replace(" --", "-").replace(' ', '-'),
                Golden.masked(outcome.transcript(), folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "upgrade",
                "downgrade",
                "stamp",
                "current",
                "status",
                "history",
                "heads",
                "branches",
                "show",
                "revision",
                "merge",
                "embedded",
                "embedded start",
                "embedded stop",
                "embedded status",
                "embedded psql-url"
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
