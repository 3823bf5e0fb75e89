// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.option.AdoptionOptions;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "baseline",
        abbreviateSynopsis = true,
        description =
                "Adopt a database that was there before: record what it has in an empty ledger, and run no migration.")
final class BaselineCommand extends PlanningVerb {

    @Parameters(
            arity = "0..*",
            paramLabel = "REVISION",
            description = "What the database has: revisions, labels, head or heads.")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private AdoptionOptions adoption = new AdoptionOptions();

    BaselineCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return super.isForOne() || adoption.fromDatabase();
    }

    @Override
    View view() {
        adoption.misplaced(targets).ifPresent(wrong -> {
            throw new ConfigurationException(wrong);
        });
        if (!adoption.fromDatabase()) {
            return view(
                    new RunOptions(),
                    migrator -> migrator.planBaseline(targets),
                    migrator -> migrator.baseline(targets.toArray(String[]::new)));
        }
        if (onlyTells()) {
            throw new ConfigurationException(
                    "--plan and --sql tell what a baseline would record; --from-database has to"
                            + " write the revision for that");
        }
        return new Adoption(session(), adoption).view();
    }
}
