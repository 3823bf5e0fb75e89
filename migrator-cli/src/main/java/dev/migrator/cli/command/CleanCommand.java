// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.SchemaCleaner;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.CleanView;
import dev.migrator.cli.output.CleanView.State;
import dev.migrator.cli.output.View;
import dev.migrator.outcome.CleanReport;
import dev.migrator.plan.CleanPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "clean",
        abbreviateSynopsis = true,
        description = {
            "Drop all that is in the schemas, data and ledger included, after showing it and asking.",
            "Off unless the setting clean-enabled is true."
        })
final class CleanCommand extends Verb {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--plan", description = "Show what would go, and drop nothing.")
    private boolean planOnly;

    CleanCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        if (!planOnly && !session().settings().isOn(Setting.CLEAN_ENABLED)) {
            throw new ConfigurationException("clean is not enabled: it destroys all data in the schemas. Where that is"
                    + " meant, and nowhere else, write clean-enabled = true into migrator.properties, or set "
                    + Setting.CLEAN_ENABLED.variable() + "=true; clean --plan shows what would go");
        }
        return session().cleaning(this::view);
    }

    private View view(SchemaCleaner cleaner, String address) {
        CleanPlan plan = cleaner.plan();
        if (planOnly || plan.isEmpty()) {
            return new CleanView(plan, address, State.PLANNED);
        }
        if (!yes || !session().options().quiet()) {
            new CleanView(plan, address, State.PLANNED).print(session().err());
        }
        if (!yes) {
            insistOn(plan);
        }
        CleanReport report = cleaner.clean(plan);
        return new CleanView(report.plan(), address, State.DROPPED);
    }

    private void insistOn(CleanPlan plan) {
        String typed = session()
                .ask("This cannot be undone. Type the name of the database to go on: ")
                .orElseThrow(() -> new ConfigurationException(
                        "nobody is there to ask whether to empty " + plan.database() + "; pass --yes if you mean it"));
        if (!typed.strip().equals(plan.database())) {
            throw new ConfigurationException(
                    "'" + typed.strip() + "' is not " + plan.database() + ", in which therefore nothing is dropped");
        }
    }
}
