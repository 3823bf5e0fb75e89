// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.Migrator;
import dev.migrator.cli.option.Assent;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.output.PlanView;
import dev.migrator.cli.output.View;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "downgrade", abbreviateSynopsis = true, description = "Undo what is applied above a target.")
final class DowngradeCommand extends PlanningVerb {

    @Parameters(
            arity = "1",
            paramLabel = "TARGET",
            description = "base, -N, an id or the first 4 characters of one, a label, LABEL@base, …")
    private String target = "";

    @Mixin
    private RunOptions running = new RunOptions();

    @Option(
            names = "--from-ledger",
            description = "Undo revisions that the code does not know with the SQL that the ledger keeps of them, after"
                    + " showing it and asking.")
    private boolean fromLedger;

    @Mixin
    private Assent assent = new Assent();

    DowngradeCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        if (fromLedger && assumes()) {
            throw new ConfigurationException("--from asks no database, and so has no ledger for --from-ledger");
        }
        return fromLedger
                ? view(
                        running,
                        migrator -> running.dryRun() ? shown(migrator) : migrator.planDowngradeFromLedger(target),
                        migrator -> migrator.run(shown(migrator)))
                : view(
                        running,
                        assent,
                        migrator -> migrator.planDowngrade(target),
                        migrator -> migrator.downgrade(target));
    }

    /** Rolled back or not, what the ledger keeps may reach more than the database. */
    private Plan shown(Migrator migrator) {
        Plan plan = migrator.planDowngradeFromLedger(target);
        if (plan.steps().stream().anyMatch(Step.Undo.class::isInstance)) {
            if (!assent.given() || !session().options().quiet()) {
                new PlanView(plan).print(session().err());
            }
            if (!assent.given()) {
                insist();
            }
        }
        return plan;
    }

    private void insist() {
        String typed = session()
                .ask("Run this? Type yes to go on: ")
                .orElseThrow(() -> new ConfigurationException(
                        "nobody is there to ask whether to run what the ledger keeps; pass --yes if you mean it"));
        if (!typed.strip().equals("yes")) {
            throw new ConfigurationException("'" + typed.strip() + "' is not yes; nothing was run");
        }
    }
}
