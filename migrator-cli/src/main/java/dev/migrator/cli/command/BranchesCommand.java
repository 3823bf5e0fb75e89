// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.BranchesView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(
        name = "branches",
        abbreviateSynopsis = true,
        description = "List the revisions where lines part, with their children; asks no database.")
final class BranchesCommand extends Verb {

    BranchesCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return new BranchesView(session().offline().graph());
    }
}
