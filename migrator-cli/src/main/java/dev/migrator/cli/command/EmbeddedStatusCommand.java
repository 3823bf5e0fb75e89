// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.EmbeddedView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(name = "status", abbreviateSynopsis = true, description = "Tell whether the server runs, and where.")
final class EmbeddedStatusCommand extends Verb {

    EmbeddedStatusCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return new EmbeddedView(session().embedded().status(), "");
    }
}
