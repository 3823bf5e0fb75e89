// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.Migrator;
import dev.migrator.cli.output.RepairView;
import dev.migrator.cli.output.RepairableView;
import dev.migrator.cli.output.RunView;
import dev.migrator.cli.output.View;
import dev.migrator.plan.RepairRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "repair",
        abbreviateSynopsis = true,
        description = {
            "Put the record right where validate finds it wrong; runs no migration.",
            "Shows what it would record, and what there is to repair where no revision is named."
        })
final class RepairCommand extends Verb {

    @Parameters(
            arity = "0..*",
            paramLabel = "REVISION",
            description = "Changed or moved revisions whose code is accepted as it is now.")
    private List<String> accepted = new ArrayList<>();

    @Option(
            names = "--applied",
            paramLabel = "REVISION",
            description = "An interrupted revision that is there, whole. May be given several times.")
    private List<String> applied = new ArrayList<>();

    @Option(
            names = "--not-applied",
            paramLabel = "REVISION",
            description =
                    "An interrupted revision of which nothing is there, or a hook that is not to be owed any more."
                            + " May be given several times.")
    private List<String> notApplied = new ArrayList<>();

    @Option(names = "--apply", description = "Record it.")
    private boolean apply;

    RepairCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        RepairRequest request = new RepairRequest(accepted, applied, notApplied);
        boolean names = !(accepted.isEmpty() && applied.isEmpty() && notApplied.isEmpty());
        if (apply && !names) {
            throw new ConfigurationException(
                    "repair --apply needs the revisions to repair; repair alone shows what there is to repair");
        }
        if (!names) {
            return new RepairableView(session().online(Migrator::validate));
        }
        return session()
                .online(migrator ->
                        apply ? new RunView(migrator.repair(request)) : new RepairView(migrator.planRepair(request)));
    }
}
