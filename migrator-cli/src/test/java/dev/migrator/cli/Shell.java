// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import dev.migrator.cli.command.Program;
import dev.migrator.cli.option.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs the real entry in this process, in a folder and an environment of its own. */
final class Shell {

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private boolean terminal;
    private Optional<Surroundings.Person> person = Optional.empty();

    private Shell(Path directory) {
        this.directory = directory;
    }

    static Shell in(Path directory) {
        return new Shell(directory);
    }

    /** A project on the fixture migrations of a package; {@code with} are further lines of its settings. */
    static Shell onFixture(Path directory, String fixture, String... with) throws IOException {
        String classes = Path.of("target/test-classes").toAbsolutePath().toString();
        Files.writeString(
                directory.resolve("migrator.properties"),
                "packages = dev.migrator.cli.fixture." + fixture + "\nclasspath = " + classes + "\n"
                        + String.join("\n", with) + "\n");
        return in(directory);
    }

    Shell set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell onTerminal() {
        terminal = true;
        return this;
    }

    Shell answering(Function<String, String> answers) {
        person = Optional.of(new Surroundings.Person() {
            @Override
            public String line(String question) {
                return answers.apply(question);
            }

            @Override
            public String secret(String question) {
                return answers.apply(question);
            }
        });
        return this;
    }

    Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                directory,
                terminal,
                person);
        int exit = new Program(surroundings).run(args);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What a command left behind. */
    record Outcome(int exit, String out, String err) {

        /** All of it as one text, for goldens. */
        String transcript() {
            return "exit " + exit + "\n--- stdout\n" + out + "--- stderr\n" + err;
        }
    }
}
