// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.Migrator;
import dev.migrator.cli.option.Assent;
import dev.migrator.cli.output.RepairView;
import dev.migrator.cli.output.RepairableView;
import dev.migrator.cli.output.RunView;
import dev.migrator.cli.output.View;
import dev.migrator.plan.Planner;
import dev.migrator.plan.RepairRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            paramLabel = "SUBJECT",
            description =
                    "Changed or moved revisions, and changed repeatables and seeds, whose code is accepted as it is now.")
    private List<String> accepted = new ArrayList<>();

    @Option(
            names = "--applied",
            split = ",",
            paramLabel = "REVISION",
            description = "An interrupted revision that is there, whole. May be given several times.")
    private List<String> applied = new ArrayList<>();

    @Option(
            names = "--not-applied",
            split = ",",
            paramLabel = "REVISION",
            description =
                    "An interrupted revision of which nothing is there, or a hook that is not to be owed any more."
                            + " May be given several times.")
    private List<String> notApplied = new ArrayList<>();

    @Option(
            names = "--forget",
            split = ",",
            paramLabel = "NAME",
            description =
                    "A repeatable or a seed that is gone from the code for good: its record goes, what it made stays. May be"
                            + " given several times.")
    private List<String> forgotten = new ArrayList<>();

    @Option(names = "--apply", description = "Record it.")
    private boolean apply;

    @Mixin
    private Assent assent = new Assent();

    RepairCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        RepairRequest request = new RepairRequest(accepted, applied, notApplied, forgotten);
        boolean names = Stream.of(accepted, applied, notApplied, forgotten).anyMatch(given -> !given.isEmpty());
        if (apply && !names) {
            throw new ConfigurationException(
                    "repair --apply needs what is to be repaired; repair alone shows what there is to repair");
        }
        return session().online(migrator -> names ? repair(migrator, request) : repairable(migrator));
    }

    private static View repairable(Migrator migrator) {
        Planner planner = migrator.planner();
        return RepairableView.of(
                migrator.validate(), planner.status(), migrator.hooks().status(planner));
    }

    private View repair(Migrator migrator, RepairRequest request) {
        if (!apply) {
            return new RepairView(migrator.planRepair(request));
        }
        return new RunView(
                assent.given()
                        ? migrator.repair(request)
                        : new Confirmation(session())
                                .run(migrator, asked -> asked.planRepair(request), agreed -> agreed.repair(request)));
    }
}
