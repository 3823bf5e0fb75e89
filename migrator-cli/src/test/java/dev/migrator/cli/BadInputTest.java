// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-verb               | -q",
                "unknown-verb          | upgrad head",
                "verb-in-capitals      | UPGRADE head",
                "seed-verb-in-capitals | seed Apply",
                "unknown-option        | upgrade head --plann",
                "mistyped-option       | downgrade --plann",
                "mistyped-target       | downgrade --pln -1",
                "missing-target        | downgrade",
                "surplus-argument      | downgrade -1 -2",
                "missing-message       | revision",
                "quiet-and-verbose     | history -q -v",
                "bad-parameter         | history -x novalue",
                "no-password-flag      | history --password secret",
                "unknown-embedded-verb | embedded strat"
            })
    void wrong_usage_ends_with_2_and_a_hint(String name, String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, "shop").run(command.split(" "));

        assertThat(outcome.exit()).isEqualTo(2);
        Golden.matches("usage-" + name, outcome.transcript());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown-target    | shop       | show nope1234      | 3",
                "short-target      | shop       | show aaa           | 3",
                "target-in-capitals | shop      | show HEAD          | 3",
                "id-in-capitals    | shop       | show BBBB2000      | 3",
                "ambiguous-id      | forked     | show bbbb          | 3",
                "several-heads     | forked     | show head          | 3",
                "duplicate-id      | duplicates | history            | 3",
                "unknown-parent    | orphan     | heads              | 3",
                "cycle             | cycle      | branches           | 3",
                "unusable-classes  | unusable   | history            | 3",
                "no-revisions      | nowhere    | history            | 3",
                "missing-url       | shop       | current            | 2",
                "bad-url           | shop       | current --url x:y  | 2",
                "bad-duration      | shop       | history --lock-wait soon | 2",
                "bad-number        | shop       | history --connect-retries -2 | 2",
                "bad-color         | shop       | history --color=pink | 2",
                "no-directory      | shop       | -C missing history | 2",
                "no-config         | shop       | --config missing.properties history | 2",
                "no-classpath      | shop       | --classpath missing/classes history | 2",
                "no-server         | shop       | current --url postgresql://ada:sesame@127.0.0.1:1/db | 6"
            })
    void what_cannot_be_done_is_said_in_a_few_lines(String name, String fixture, String command, int exit)
            throws Exception {
        Shell shell = Shell.onFixture(folder, fixture);

        Shell.Outcome outcome = shell.run(command.split(" "));

        assertThat(outcome.exit()).isEqualTo(exit);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain("\tat ", "sesame");
        Golden.matches("bad-" + name, Golden.masked(outcome.transcript(), folder));
        JsonNode error = new ObjectMapper()
                .readTree(shell.run((command + " --json").split(" ")).out())
                .get("error");
        assertThat(error.get("exit").asInt()).isEqualTo(exit);
        assertThat(error.get("problems")).isNotEmpty();
    }

    @Test
    void an_unknown_setting_is_named_with_its_line_and_the_nearest_one() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop", "", "# how long", "lokc-wait = 3s");

        Shell.Outcome outcome = shell.run("history");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(
                        folder.resolve("migrator.properties") + " line 5", "'lokc-wait'", "did you mean 'lock-wait'?");
    }

    @Test
    void an_unknown_variable_is_named_with_the_nearest_one() throws Exception {
        Shell.Outcome outcome =
                Shell.onFixture(folder, "shop").set("MIGRATOR_ULR", "x").run("history");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("MIGRATOR_ULR", "did you mean 'MIGRATOR_URL'?");
    }

    @Test
    void a_setting_that_is_given_twice_is_an_error() throws Exception {
        Shell.Outcome outcome =
                Shell.onFixture(folder, "shop", "packages = other").run("history");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("line 3", "packages is set in line 1 already");
    }

    @Test
    void a_schema_in_quotes_is_an_error_where_it_stands() throws Exception {
        for (String line : new String[] {"schema = \"Sh op\"", "history-schema = 'Shop'", "shop.schema = \"Shop\""}) {
            Shell.Outcome outcome = Shell.onFixture(folder, "shop", "names = shop", line)
                    .run("current", "--name", "shop", "--url", "postgresql://127.0.0.1:1/db");

            assertThat(outcome.exit()).isEqualTo(2);
            assertThat(outcome.err())
                    .containsOnlyOnce("is no name of a schema")
                    .contains(
                            "migrator.properties line 4: " + line.replaceFirst(".* = ", "") + " is no",
                            "write it without quotes");
        }
    }

    @Test
    void a_profile_with_a_quote_is_told_by_nobody_else() throws Exception {
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\n");
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        Shell.Outcome outcome;
        try {
            outcome = Shell.in(folder).run("seed", "new", "-m", "x", "--sql", "--profile", "test,dev\"x");
        } finally {
            System.setErr(before);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("'dev\"x'").doesNotContain("test");
    }

    @Test
    void a_file_that_is_not_utf_8_is_an_error() throws Exception {
        Files.write(folder.resolve("migrator.properties"), "user = Zoë".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Shell.in(folder).run("history").err()).contains("UTF-8");
    }

    @Test
    void a_broken_escape_names_its_line() throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, "shop", "user = \\u12").run("history");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("line 3");
    }

    @Test
    void a_project_without_packages_is_told_how_to_name_them() {
        Shell.Outcome outcome = Shell.in(folder).run("history");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("packages is not set", "--packages", "MIGRATOR_PACKAGES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade --json --nope", "--json"})
    void usage_errors_are_documents_too(String command) throws Exception {
        Shell.Outcome outcome = Shell.onFixture(folder, "shop").run(command.split(" "));

        JsonNode error = new ObjectMapper().readTree(outcome.out()).get("error");
        assertThat(error.get("kind").asText()).isEqualTo("usage");
        assertThat(error.get("exit").asInt()).isEqualTo(2);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void a_stack_trace_is_shown_on_request_alone() throws Exception {
        Shell shell = Shell.onFixture(folder, "orphan");

        assertThat(shell.run("history").err()).doesNotContain("\tat ");
        assertThat(shell.run("history", "-v").err()).contains("\tat ");
    }
}
