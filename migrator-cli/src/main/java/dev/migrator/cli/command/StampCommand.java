// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.Assent;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stamp", abbreviateSynopsis = true, description = "Record what the database has, and run no migration.")
final class StampCommand extends PlanningVerb {

    @Parameters(
            arity = "1..*",
            paramLabel = "TARGET",
            description = "What the database has: revisions, labels, head, heads or base.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--purge", description = "Forget everything that was recorded before.")
    private boolean purge;

    @Mixin
    private Assent assent = new Assent();

    StampCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return view(
                new RunOptions(),
                assent,
                migrator -> migrator.planStamp(targets, purge),
                migrator -> migrator.stamp(targets, purge));
    }
}
