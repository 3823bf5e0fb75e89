// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the verbs that make plans have in common: the plan as a script. */
public final class ScriptOptions {

    @Option(names = "--sql", description = "Print the plan as a script for psql, and run nothing.")
    private boolean sql;

    @Option(
            names = "--from",
            paramLabel = "REVISIONS",
            description =
                    "With --sql: write it for a database that has these revisions (a,b) and all below them, or base,"
                            + " and ask none.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--allow-incomplete",
            description = "With --sql: a script that lacks what only the database knows runs all the same.")
    private boolean allowIncomplete;

    /** Whether a script is wanted. */
    public boolean wanted() {
        return sql;
    }

    /** What the database is taken to have; nothing where it is asked. */
    public Optional<List<String>> from() {
        return from.map(text -> Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.equals("base"))
                .toList());
    }

    /** Whether a script may lack something. */
    public boolean allowIncomplete() {
        return allowIncomplete;
    }

    /** An option that needs another one and is given without it; nothing where all is well. */
    public Optional<String> misplaced() {
        if (sql) {
            return Optional.empty();
        }
        return from.isPresent()
                ? Optional.of("--from is for --sql")
                : allowIncomplete ? Optional.of("--allow-incomplete is for --sql") : Optional.empty();
    }
}
