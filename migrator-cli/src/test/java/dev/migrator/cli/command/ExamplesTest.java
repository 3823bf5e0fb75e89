// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.cli.help.Example;
import dev.migrator.cli.option.GlobalOptions;
import dev.migrator.cli.option.Surroundings;
import dev.migrator.cli.option.TargetArguments;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What help and the manual show can be typed as it stands there. */
class ExamplesTest {

    private static CommandLine program() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        Surroundings surroundings = new Surroundings(nowhere, nowhere, Map.of(), Path.of(""), false, Optional.empty());
        return Verbs.commandLine(new Session(new GlobalOptions(), surroundings, new Signals()), Verbs.names());
    }

    static Stream<String> verbs() {
        List<String> names = new ArrayList<>(List.of(""));
        program().getSubcommands().forEach((name, verb) -> {
            if (!verb.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
                verb.getSubcommands().keySet().forEach(own -> names.add(name + " " + own));
            }
        });
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void every_verb_has_examples_that_can_be_typed(String verb) {
        List<Example> examples = Example.of(verb);

        assertThat(examples).isNotEmpty();
        for (Example example : examples) {
            assertThat(example.command())
                    .startsWith(("migrator " + verb).strip().split(" ")[0]);
            assertThat(example.purpose()).endsWith(".");
            ParseResult parsed = program().parseArgs(example.words().toArray(String[]::new));
            TargetArguments.refuseMistypedOptions(parsed);
            assertThat(parsed.hasSubcommand()).as(example.command()).isTrue();
            if (!verb.isEmpty()) {
                assertThat(parsed.subcommand().commandSpec().qualifiedName(" "))
                        .as(example.command())
                        .isEqualTo("migrator " + verb.split(" ")[0]);
            }
        }
    }
}
