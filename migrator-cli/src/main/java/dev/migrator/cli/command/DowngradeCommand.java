// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.PlanView;
import dev.migrator.cli.output.RunView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "downgrade", abbreviateSynopsis = true, description = "Undo what is applied above a target.")
final class DowngradeCommand extends Verb {

    @Parameters(
            arity = "1",
            paramLabel = "TARGET",
            description = "base, -N, an id or the first 4 characters of one, a label, LABEL@base, …")
    private String target = "";

    @Option(names = "--plan", description = "Show what would run, and run nothing.")
    private boolean planOnly;

    @Option(
            names = "--single-transaction",
            description = "Run the whole plan in one transaction, and not each of its steps.")
    private boolean singleTransaction;

    DowngradeCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return session()
                .online(
                        singleTransaction,
                        migrator -> planOnly
                                ? new PlanView(migrator.planDowngrade(target))
                                : new RunView(migrator.downgrade(target)));
    }
}
