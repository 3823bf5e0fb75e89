// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.SeedOptions;
import dev.migrator.cli.output.UnitsView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        abbreviateSynopsis = true,
        description = "Show how seeds stand: applied, pending, changed, or unknown to the code.")
final class SeedStatusCommand extends Verb {

    @Mixin
    private SeedOptions seeds = new SeedOptions();

    SeedStatusCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return session().online(migrator -> new UnitsView(migrator.seeds().status(seeds.request(false))));
    }
}
