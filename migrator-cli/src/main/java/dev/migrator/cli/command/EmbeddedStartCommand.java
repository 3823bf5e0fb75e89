// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.EmbeddedView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(name = "start", abbreviateSynopsis = true, description = "Start the server, and keep it running.")
final class EmbeddedStartCommand extends Verb {

    EmbeddedStartCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return new EmbeddedView(session().embedded().start(), "");
    }
}
