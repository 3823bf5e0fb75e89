// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.PlanView;
import dev.migrator.cli.output.RunView;
import dev.migrator.cli.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stamp", abbreviateSynopsis = true, description = "Record what the database has, and run no migration.")
final class StampCommand extends Verb {

    @Parameters(
            arity = "1..*",
            paramLabel = "TARGET",
            description = "What the database has: revisions, labels, head, heads or base.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--purge", description = "Forget everything that was recorded before.")
    private boolean purge;

    @Option(names = "--plan", description = "Show what would be recorded, and record nothing.")
    private boolean planOnly;

    StampCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return session()
                .online(migrator -> planOnly
                        ? new PlanView(migrator.planStamp(targets, purge))
                        : new RunView(migrator.stamp(targets, purge)));
    }
}
