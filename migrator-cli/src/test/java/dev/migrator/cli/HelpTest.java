// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "upgrade", "db", "db create", "embedded psql-url"})
    void the_verb_says_what_the_option_says(String verb) throws Exception {
        Shell.Outcome outcome = Shell.in(folder).run(("help " + verb).strip().split(" "));

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out())
                .contains("Examples:\n  migrator ")
                .isEqualTo(Shell.in(folder)
                        .run((verb + " --help").strip().split(" "))
                        .out());
        JsonNode document = new ObjectMapper()
                .readTree(Shell.in(folder)
                        .run(("help " + verb + " --json").replace("  ", " ").split(" "))
                        .out());
        assertThat(document.get("help").get("verb").asText()).isEqualTo(verb);
        assertThat(document.get("help").get("text").asText()).isEqualTo(outcome.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verb               | statsu",
                "nothing-near       | xylophone",
                "help               | help upgrde",
                "help-group         | help db creat",
                "option             | upgrade --dry-rn",
                "shell              | completion fish",
                "hidden             | completee"
            })
    void a_slip_is_answered_with_what_was_probably_meant(String name, String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, "shop").run(command.split(" "));

        assertThat(outcome.exit()).isEqualTo(2);
        Golden.matches("meant-" + name, outcome.transcript());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id                 | show ffff60001",
                "id-beginning       | show fffv",
                "id-swapped         | show ffff0600",
                "label              | show biling",
                "label-on-a-line    | show billing@billign",
                "symbol             | show hed",
                "not-near           | show 12345678"
            })
    void so_is_a_slip_in_the_name_of_a_revision(String name, String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, "shop").run(command.split(" "));

        Golden.matches("meant-revision-" + name, outcome.transcript());
    }

    @Test
    void help_needs_no_settings() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "nonsense = true");

        assertThat(Shell.in(folder).run("help", "upgrade").exit()).isZero();
        assertThat(Shell.in(folder).run("completion", "zsh").exit()).isZero();
    }
}
