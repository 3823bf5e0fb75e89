// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.Migrator;
import dev.migrator.cli.option.Assent;
import dev.migrator.cli.option.Moment;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.output.PlanView;
import dev.migrator.cli.output.View;
import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "downgrade",
        abbreviateSynopsis = true,
        description = "Undo what is applied above a target, or since a tag or a moment.")
final class DowngradeCommand extends PlanningVerb {

    private static final String TO_DATE = "--to-date";

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "base, -N, an id or the first 4 characters of one, a label, LABEL@base, a tag, …")
    private Optional<String> target = Optional.empty();

    @Option(
            names = TO_DATE,
            paramLabel = "WHEN",
            description =
                    "Instead of a target, what was applied at a moment, by the history: 2026-11-24,"
                            + " 2026-11-24T12:00, 2026-11-24T12:00:00+01:00, or how long ago, as 12h; in UTC, if it does not say.")
    private Optional<String> toDate = Optional.empty();

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
        if (target.isPresent() == toDate.isPresent()) {
            throw new ConfigurationException(
                    target.isPresent()
                            ? "a target and " + TO_DATE + " are two places to go back to; give one of them"
                            : "name a TARGET to go back to, or a moment with " + TO_DATE);
        }
        if (toDate.isPresent() && assumes()) {
            throw new ConfigurationException("--from asks no database, and so has no history for " + TO_DATE);
        }
        Ways ways = toDate.map(this::ways).orElseGet(() -> ways());
        return fromLedger
                ? view(
                        running,
                        migrator -> running.dryRun() ? shown(migrator, ways) : ways.fromLedger.apply(migrator),
                        migrator -> migrator.run(shown(migrator, ways)))
                : view(running, assent, ways.plan, ways.run);
    }

    /** How a front door goes back, by what was typed. */
    private record Ways(
            Function<Migrator, Plan> plan, Function<Migrator, Plan> fromLedger, Function<Migrator, RunReport> run) {}

    private Ways ways() {
        String to = target.orElseThrow();
        return new Ways(
                migrator -> migrator.planDowngrade(to),
                migrator -> migrator.planDowngradeFromLedger(to),
                migrator -> migrator.downgrade(to));
    }

    private Ways ways(String date) {
        Instant moment = Moment.parse(date, Clock.systemUTC())
                .orElseThrow(() -> new ConfigurationException(TO_DATE + ": '" + date
                        + "' is no time; write 2026-11-24, 2026-11-24T12:00, 2026-11-24T12:00:00+01:00 or 12h"));
        return new Ways(
                migrator -> migrator.asOf(moment).planDowngrade(),
                migrator -> migrator.asOf(moment).planDowngradeFromLedger(),
                migrator -> migrator.asOf(moment).downgrade());
    }

    /** Rolled back or not, what the ledger keeps may reach more than the database. */
    private Plan shown(Migrator migrator, Ways ways) {
        Plan plan = ways.fromLedger.apply(migrator);
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
