// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which section of the file counts, and how a section that does not exist is told of. */
class EnvironmentsTest {

    private static final String FIXTURE = "dev.migrator.cli.fixture.";

    @TempDir
    private Path folder;

    private Shell project(String... lines) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("names = shop, billing", "environments = qa", "staging.url = jdbc:postgresql://staging/all"));
        all.addAll(List.of(lines));
        return Shell.onFixture(folder, "shop", all.toArray(String[]::new));
    }

    private String value(Shell shell, String key, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("config", "--json"));
        all.addAll(List.of(words));
        JsonNode settings = new ObjectMapper()
                .readTree(shell.run(all.toArray(String[]::new)).out())
                .get("settings");
        for (JsonNode setting : settings) {
            if (setting.get("key").asText().equals(key)) {
                return setting.get("value").asText() + " from "
                        + setting.get("origin").asText().replaceAll(" in .* line [0-9]+", "");
            }
        }
        return "no such key";
    }

    @Test
    void a_name_in_an_environment_goes_before_the_name_and_that_before_the_environment_and_that_before_the_plain_key()
            throws Exception {
        Shell shell = project(
                "target = plain",
                "qa.target = e",
                "qa.retries = 2",
                "shop.target = n",
                "shop.user = n",
                "qa.shop.target = both",
                "user = plain",
                "qa.user = e",
                "staging.embedded.port = 99");

        assertThat(value(shell, "target")).isEqualTo("plain from target");
        assertThat(value(shell, "target", "--env", "qa")).isEqualTo("e from qa.target");
        assertThat(value(shell, "target", "--name", "shop")).isEqualTo("n from shop.target");
        assertThat(value(shell, "target", "--env", "qa", "--name", "shop")).isEqualTo("both from qa.shop.target");
        assertThat(value(shell, "user", "--env", "qa", "--name", "shop")).isEqualTo("n from shop.user");
        assertThat(value(shell, "retries", "--env", "qa", "--name", "shop")).isEqualTo("2 from qa.retries");
        assertThat(value(shell, "target", "--env", "qa", "--name", "billing")).isEqualTo("e from qa.target");
        assertThat(value(shell, "target", "--env", "staging")).isEqualTo("plain from target");
        assertThat(value(shell, "embedded.port", "--env", "staging")).isEqualTo("99 from staging.embedded.port");
    }

    @Test
    void a_flag_goes_before_a_variable_and_a_variable_before_every_section() throws Exception {
        Shell shell = project("qa.retries = 2", "qa.shop.retries = 3");
        String[] both = {"--env", "qa", "--name", "shop"};

        assertThat(value(shell, "retries", both)).isEqualTo("3 from qa.shop.retries");
        shell.set("MIGRATOR_RETRIES", "5");
        assertThat(value(shell, "retries", both)).isEqualTo("5 from MIGRATOR_RETRIES");
        assertThat(value(shell, "retries", "--env", "qa", "--retries", "6")).isEqualTo("6 from --retries");
    }

    @Test
    void the_environment_and_the_name_are_settings_themselves() throws Exception {
        Shell shell = project("qa.retries = 2", "staging.retries = 3", "env = qa", "name = billing");

        assertThat(value(shell, "retries")).isEqualTo("2 from qa.retries");
        assertThat(value(shell, "name")).isEqualTo("billing from name");
        assertThat(value(shell.set("MIGRATOR_ENV", "staging"), "retries")).isEqualTo("3 from staging.retries");
        assertThat(value(shell, "retries", "--env", "qa")).isEqualTo("2 from qa.retries");
    }

    @Test
    void the_ledger_of_a_name_is_in_its_schema_unless_said_otherwise() throws Exception {
        Shell shell = project("shop.schema = a, b", "billing.schema = c", "billing.history-schema = d");

        assertThat(value(shell, "history-schema", "--name", "shop")).isEqualTo("a from shop.schema");
        assertThat(value(shell, "history-schema", "--name", "billing")).isEqualTo("d from billing.history-schema");
        assertThat(value(shell, "history-schema")).startsWith("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "section              | stagin.confirm = true",
                "section-of-nothing   | zebra.confirm = true",
                "key                  | staging.conferm = true",
                "key-of-name          | qa.shop.ulr = x",
                "name-of-environment  | qa.shpo.user = x",
                "turned-round         | shop.qa.user = x",
                "too-many             | qa.shop.more.user = x",
                "slip-of-name         | shpo.url = jdbc:postgresql://h/d",
                "of-the-whole-file    | qa.names = x",
                "twice                | qa.user = ada\\nqa.user = bob"
            })
    void a_typo_in_a_section_is_named_with_its_line_and_the_nearest_that_there_is(String name, String line)
            throws Exception {
        Shell.Outcome outcome = project(line.replace("\\n", "\n")).run("heads");

        assertThat(outcome.exit()).isEqualTo(2);
        Golden.matches("environment-typo-" + name, Golden.masked(outcome.transcript(), folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment        | heads --env stag",
                "other-environment  | heads --env production --json",
                "name               | heads --name shop,bilin",
                "nameless           | status --url jdbc:postgresql://127.0.0.1:1/d",
                "no-url             | status",
                "script-of-several  | upgrade --sql --from base --name all",
                "files-of-several   | revision -m x --name all --json",
                "foreign            | upgrade --env qa --name billing",
                "foreign-plain      | upgrade --env staging --name billing --json"
            })
    void what_is_not_there_or_not_chosen_is_refused_with_what_there_is(String name, String command) throws Exception {
        Shell.Outcome outcome = project(
                        "billing.url = jdbc:postgresql://127.0.0.1:1/d",
                        "qa.shop.url = jdbc:postgresql://127.0.0.1:1/q")
                .run(command.split(" "));

        assertThat(outcome.exit()).isEqualTo(2);
        Golden.matches("environment-" + name, Golden.masked(outcome.transcript(), folder));
    }

    @Test
    void an_empty_url_makes_no_environment() throws Exception {
        Shell shell = project("url = jdbc:postgresql://127.0.0.1:1/d", "spare.url =");

        Shell.Outcome outcome = shell.run("status", "--env", "spare", "--name", "shop");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("line 7: there is no environment or name 'spare'", "An environment has a url")
                .contains("--env: there is no environment 'spare'");
    }

    @Test
    void all_names_are_chosen_by_all_alone() throws Exception {
        Shell.Outcome outcome = project().run("status", "--name", "all,shop");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("--name: all stands alone; write all for every name, or some of shop, billing")
                .doesNotContain("there is no name", "about name");
    }

    @Test
    void where_there_is_none_it_is_told_how_there_would_be_one() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop");

        assertThat(shell.run("heads", "--env", "qa").err())
                .contains("--env: there is no environment 'qa'", "nor any other", "environments = …");
        assertThat(shell.run("heads", "--name", "all").err()).contains("there is no name 'all'", "names = …");
        assertThat(Shell.in(folder).set("MIGRATOR_NAMES", "x").run("heads").err())
                .contains("did you mean 'MIGRATOR_NAME'?");
    }

    @Test
    void names_and_environments_are_told_apart_and_can_stand_before_a_dot() throws Exception {
        assertThat(Shell.onFixture(folder, "shop", "names = a, b, a, all, x.y", "environments = b")
                        .run("heads")
                        .err())
                .contains(
                        "'b' is an environment and a name",
                        "line 3: 'a' stands twice among names",
                        "line 3: 'all' cannot be among names",
                        "line 3: 'x.y' cannot be");
    }

    @Test
    void of_several_names_everything_is_looked_at_before_anything_is_done() throws Exception {
        String[] upgrade = {"upgrade", "--name", "all", "--url", "jdbc:postgresql://127.0.0.1:1/d"};

        assertThat(project().run(upgrade).err())
                .contains("name shop and billing are the same database and ledger", "schema of its own");
        assertThat(project("shop.schema = shop", "billing.retries = many")
                        .run(upgrade)
                        .err())
                .contains("billing.retries", "'many' is no whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url = postgresql://localhost:1/d|shop.user = ada|billing.user = bob",
                "shop.url = jdbc:postgresql://localhost:1/d|billing.url = postgresql://bob:x@127.0.0.1:1/d",
                "shop.url = jdbc:postgresql://h/d|billing.url = jdbc:postgresql://H:5432/d?sslmode=require",
                "url = postgresql://localhost:1/d|shop.schema = shop|billing.schema = shop, public"
            })
    void two_names_of_one_ledger_are_refused_however_they_are_spelled(String lines) throws Exception {
        Shell.Outcome outcome = project(lines.split("[|]")).run("heads", "--name", "all");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("name shop and billing are the same database and ledger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.url = jdbc:postgresql://localhost:1/d?currentSchema=a|billing.url = jdbc:postgresql://localhost:1/d",
                "shop.url = jdbc:postgresql://localhost:1/d|billing.url = jdbc:postgresql://localhost:2/d",
                "url = postgresql://localhost:1/d|shop.history-prefix = a|billing.history-prefix = b"
            })
    void two_ledgers_are_two(String lines) throws Exception {
        assertThat(project(lines.split("[|]")).run("heads", "--name", "all").exit())
                .isZero();
    }

    @Test
    void secrets_of_every_section_stay_secret() throws Exception {
        String config = project(
                        "password = hush1",
                        "staging.password = hush2",
                        "shop.password = hush3",
                        "staging.shop.url = jdbc:postgresql://h/d?password=hush4")
                .run("config", "--env", "staging", "--name", "shop")
                .transcript();

        assertThat(config).doesNotContain("hush").contains("shop.password in ", "****", "staging.shop.url in ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "config --json", "config --env stagign"})
    void config_tells_the_section_of_each_value(String command) throws Exception {
        Shell.Outcome outcome = project("qa.retries = 2", "shop.target = aaaa1", "env = qa", "name = shop")
                .run(command.split(" "));

        Golden.matches(
                "environment-" + command.replace(" --", "-").replace(' ', '-'),
                // How wide a column is depends on the folder of the build.
                Golden.masked(outcome.transcript(), folder).replaceAll("(?m)(?<=\\S) {2,}", "  "));
    }

    @Test
    void an_answer_says_which_it_is_about() throws Exception {
        Shell shell = project("qa.packages = " + FIXTURE + "forked");

        assertThat(shell.run("heads", "--env", "qa").out())
                .startsWith("environment qa\n")
                .contains("left");
        JsonNode document = new ObjectMapper()
                .readTree(shell.run("heads", "--env", "qa", "--name", "all", "--json")
                        .out());
        assertThat(document.get("names")).hasSize(2);
        assertThat(document.get("names").get(1).get("name").asText()).isEqualTo("billing");
        assertThat(document.get("names").get(1).get("environment").asText()).isEqualTo("qa");
    }

    @Test
    void an_environment_whose_databases_are_those_of_names_is_one_without_a_name_too() throws Exception {
        Shell shell = project("url = embedded", "qa.shop.url = jdbc:postgresql://127.0.0.1:1/q");

        assertThat(shell.run("heads", "--env", "qa").exit()).isZero();
        assertThat(shell.run("status", "--env", "qa").err()).contains("pass --name shop");
    }

    @Test
    void a_draft_says_it_beside_its_answer() throws Exception {
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(
                folder.resolve("migrator.properties"), "names = shop\nshop.migrations = db\nmigrations = other\n");

        Shell.Outcome outcome = Shell.in(folder).run("revision", "--sql", "-m", "x", "--name", "shop");

        assertThat(outcome.err()).startsWith("name shop\n");
        assertThat(outcome.out()).startsWith("revision ");
    }
}
