// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "downgrade", abbreviateSynopsis = true, description = "Undo what is applied above a target.")
final class DowngradeCommand extends PlanningVerb {

    @Parameters(
            arity = "1",
            paramLabel = "TARGET",
            description = "base, -N, an id or the first 4 characters of one, a label, LABEL@base, …")
    private String target = "";

    @Option(
            names = "--single-transaction",
            description = "Run the whole plan in one transaction, and not each of its steps.")
    private boolean singleTransaction;

    DowngradeCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return view(
                singleTransaction, migrator -> migrator.planDowngrade(target), migrator -> migrator.downgrade(target));
    }
}
