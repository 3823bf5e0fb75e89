// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command finds around it, so that a test can put it somewhere else.
 *
 * @param out where the answer goes
 * @param err where the talk goes
 * @param environment the environment variables
 * @param directory where the command was started
 * @param terminal whether a person reads along
 * @param person somebody to ask, where there is one
 */
public record Surroundings(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path directory,
        boolean terminal,
        Optional<Person> person) {

    /** Somebody who answers questions; an empty answer where there is none. */
    public interface Person {

        /** Asks for a line. */
        String line(String question);

        /** Asks for something that must not be seen. */
        String secret(String question);
    }

    /** Copies the map. */
    public Surroundings {
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath().normalize();
    }

    /** The same, with nobody to ask. */
    public Surroundings unattended() {
        return new Surroundings(out, err, environment, directory, terminal, Optional.empty());
    }

    /** The folder for what may be lost; nothing where the system names none. */
    public Optional<Path> cache() {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> Optional.ofNullable(environment.get("HOME"))
                        .map(home -> Path.of(home, ".cache"))
                        .filter(Path::isAbsolute))
                .map(folder -> folder.resolve("migrator"));
    }

    /** Gives those of this process; both streams are UTF-8, and what is written to the first one is to be flushed. */
    public static Surroundings ofThisProcess() {
        Optional<Console> console = Optional.ofNullable(System.console()).filter(Surroundings::isTerminal);
        return new Surroundings(
                new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                        false,
                        StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv(),
                Path.of(""),
                console.isPresent(),
                console.map(Surroundings::asking));
    }

    private static Person asking(Console console) {
        return new Person() {
            @Override
            public String line(String question) {
                return Objects.requireNonNullElse(console.readLine("%s", question), "");
            }

            @Override
            public String secret(String question) {
                char[] answer = console.readPassword("%s", question);
                return answer == null ? "" : new String(answer);
            }
        };
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException noAnswer) {
            return false;
        }
    }
}
