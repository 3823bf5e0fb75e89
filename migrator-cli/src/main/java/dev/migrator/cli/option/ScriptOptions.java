// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import dev.migrator.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the verbs have in common that write scripts. */
public final class ScriptOptions {

    @Option(
            names = "--from",
            paramLabel = "REVISIONS",
            description = "Write the script for a database that has these revisions (a,b) and all below them, or base,"
                    + " and ask none.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--allow-incomplete",
            description = "A script that lacks what only the database knows runs all the same.")
    private boolean allowIncomplete;

    /**
     * What the database is taken to have; nothing where it is asked.
     *
     * @throws ConfigurationException where a name is empty
     */
    public Optional<List<String>> from() {
        return from.map(ScriptOptions::names);
    }

    private static List<String> names(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw new ConfigurationException(
                    "--from '" + text + "' has an empty name; name revisions, as a,b, or base");
        }
        return names.stream().filter(name -> !name.equals("base")).toList();
    }

    /** Whether a script may lack something. */
    public boolean allowIncomplete() {
        return allowIncomplete;
    }

    /** What is wrong with these options where no script is wanted; nothing where none is given. */
    public Optional<String> misplaced() {
        return from.isPresent()
                ? Optional.of("--from is for --sql")
                : allowIncomplete ? Optional.of("--allow-incomplete is for --sql") : Optional.empty();
    }
}
