// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.Assent;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.option.SeedOptions;
import dev.migrator.cli.output.View;
import dev.migrator.plan.SeedRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        abbreviateSynopsis = true,
        description = "Apply seeds and what they depend on, as far as they are not there or have changed.")
final class SeedApplyCommand extends PlanningVerb {

    @Mixin
    private SeedOptions seeds = new SeedOptions();

    @Option(names = "--again", description = "Apply once more what is there as it is.")
    private boolean again;

    @Mixin
    private RunOptions running = new RunOptions();

    @Mixin
    private Assent assent = new Assent();

    SeedApplyCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        SeedRequest request = seeds.request(again);
        return view(
                running,
                assent,
                migrator -> migrator.seeds().planApply(request),
                migrator -> migrator.seeds().apply(request));
    }
}
