// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What the verbs have in common that run migrations. */
public final class RunOptions {

    @Option(
            names = "--single-transaction",
            description = "Run the whole plan in one transaction, and not each of its steps.")
    private boolean singleTransaction;

    @Option(
            names = "--show-sql",
            description = "Show each statement that the migrations send, with its rows and time, on stderr.")
    private boolean showSql;

    @Option(
            names = "--dry-run",
            description =
                    "Really run the plan in one transaction and roll it back; tell times, rows and locks, and stop"
                            + " before the first step that cannot.")
    private boolean dryRun;

    /** Whether all is rolled back. */
    public boolean dryRun() {
        return dryRun;
    }

    /** Whether a plan is one transaction. */
    public boolean singleTransaction() {
        return singleTransaction;
    }

    /** Whether statements are shown. */
    public boolean showSql() {
        return showSql;
    }

    /** What is wrong with these options where nothing is run; nothing where none is given. */
    public Optional<String> misplaced() {
        return dryRun
                ? Optional.of(
                        "--dry-run runs the plan and rolls it back; --plan and --sql run nothing; give one of them")
                : showSql
                        ? Optional.of("--show-sql shows what a run sends; --plan and --sql run nothing")
                        : Optional.empty();
    }
}
