// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.Assent;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.option.SeedOptions;
import dev.migrator.cli.output.View;
import dev.migrator.plan.SeedRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "remove",
        abbreviateSynopsis = true,
        description = "Remove seeds and what depends on them, as far as they are there.")
final class SeedRemoveCommand extends PlanningVerb {

    @Mixin
    private SeedOptions seeds = new SeedOptions();

    @Mixin
    private RunOptions running = new RunOptions();

    @Mixin
    private Assent assent = new Assent();

    SeedRemoveCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        SeedRequest request = seeds.request(false);
        return view(
                running,
                assent,
                migrator -> migrator.seeds().planRemove(request),
                migrator -> migrator.seeds().remove(request));
    }
}
