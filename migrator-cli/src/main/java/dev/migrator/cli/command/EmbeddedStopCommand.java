// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.EmbeddedView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(name = "stop", abbreviateSynopsis = true, description = "Stop the server; its data stays.")
final class EmbeddedStopCommand extends Verb {

    EmbeddedStopCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        boolean stopped = session().embedded().stop();
        return new EmbeddedView(session().embedded().status(), stopped ? "stopped" : "");
    }
}
