// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the databases of a project a command is about.
 *
 * @param environment the environment, where one is chosen
 * @param name the name, where one is chosen
 */
public record Place(Optional<String> environment, Optional<String> name) {

    static final Place PLAIN = new Place(Optional.empty(), Optional.empty());

    /** Whether nothing is chosen. */
    public boolean isPlain() {
        return environment.isEmpty() && name.isEmpty();
    }

    /** What stands before a key in a file. */
    String prefix() {
        return Stream.concat(environment.stream(), name.stream())
                .map(word -> word + ".")
                .collect(Collectors.joining());
    }

    /** By hand, as the hash code: those that Java puts together at run time take longer at a start than to read the settings. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place that && environment.equals(that.environment) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * environment.hashCode() + name.hashCode();
    }

    /** Says it in a few words. */
    @Override
    public String toString() {
        return Stream.concat(
                        environment.stream().map(word -> "environment " + word),
                        name.stream().map(word -> "name " + word))
                .collect(Collectors.joining(", "));
    }
}
