// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.Migrator;
import dev.migrator.cli.option.Assent;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.option.ScriptOptions;
import dev.migrator.cli.output.PlanView;
import dev.migrator.cli.output.RehearsalView;
import dev.migrator.cli.output.RunView;
import dev.migrator.cli.output.ScriptView;
import dev.migrator.cli.output.View;
import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb that makes a plan, and runs it, shows it or writes it as a script. */
abstract class PlanningVerb extends Verb {

    @Option(names = "--plan", description = "Show what would be done, and do nothing.")
    private boolean planOnly;

    @Option(names = "--sql", description = "Print the plan as a script for psql, and run nothing.")
    private boolean sql;

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    PlanningVerb(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return sql;
    }

    /** Whether it is only told what would be done. */
    final boolean onlyTells() {
        return planOnly || sql || script.misplaced().isPresent();
    }

    /** Whether no database is asked. */
    final boolean assumes() {
        return script.from().isPresent();
    }

    /** The same, where the setting confirm may ask before the run. */
    final View view(
            RunOptions running, Assent assent, Function<Migrator, Plan> plan, Function<Migrator, RunReport> run) {
        return view(
                running, plan, assent.given() ? run : migrator -> new Confirmation(session()).run(migrator, plan, run));
    }

    final View view(RunOptions running, Function<Migrator, Plan> plan, Function<Migrator, RunReport> run) {
        script.misplaced().filter(wrong -> !sql).ifPresent(wrong -> {
            throw new ConfigurationException(wrong);
        });
        if (planOnly && sql) {
            throw new ConfigurationException("--plan and --sql are two answers; give one of them");
        }
        running.misplaced().filter(wrong -> planOnly || sql).ifPresent(wrong -> {
            throw new ConfigurationException(wrong);
        });
        if (running.showSql() && session().options().quiet()) {
            throw new ConfigurationException("-q and --show-sql contradict each other");
        }
        return script.from()
                .<View>map(from -> script(session().assuming(from, running.singleTransaction()), plan))
                .orElseGet(() -> session()
                        .online(
                                builder -> builder.singleTransaction(running.singleTransaction())
                                        .showStatements(running.showSql()),
                                migrator -> answer(migrator, running, plan, run)));
    }

    private View answer(
            Migrator migrator, RunOptions running, Function<Migrator, Plan> plan, Function<Migrator, RunReport> run) {
        if (sql) {
            return script(migrator, plan);
        }
        if (planOnly) {
            return new PlanView(plan.apply(migrator));
        }
        return running.dryRun()
                ? new RehearsalView(migrator.dryRun(plan.apply(migrator)))
                : new RunView(run.apply(migrator));
    }

    private View script(Migrator migrator, Function<Migrator, Plan> plan) {
        return new ScriptView(
                migrator.script(plan.apply(migrator), script.allowIncomplete()), script.allowIncomplete());
    }
}
