// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "baseline",
        abbreviateSynopsis = true,
        description =
                "Adopt a database that was there before: record what it has in an empty ledger, and run no migration.")
final class BaselineCommand extends PlanningVerb {

    @Parameters(
            arity = "1..*",
            paramLabel = "REVISION",
            description = "What the database has: revisions, labels, head or heads.")
    private List<String> targets = new ArrayList<>();

    BaselineCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return view(
                new RunOptions(),
                migrator -> migrator.planBaseline(targets),
                migrator -> migrator.baseline(targets.toArray(String[]::new)));
    }
}
