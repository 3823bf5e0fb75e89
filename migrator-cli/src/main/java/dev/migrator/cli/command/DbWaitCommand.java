// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.Settings;
import dev.migrator.cli.output.DatabaseView;
import dev.migrator.cli.output.DatabaseView.State;
import dev.migrator.cli.output.View;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "wait", abbreviateSynopsis = true, description = "Wait until the database takes a connection.")
final class DbWaitCommand extends Verb {

    private static final String TIMEOUT = "--timeout";

    @Option(names = TIMEOUT, paramLabel = "TIME", defaultValue = "60s", description = "How long at most (60s).")
    private String timeout = "";

    DbWaitCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        Duration most = Settings.duration(TIMEOUT, timeout);
        return session().administering(admin -> {
            admin.await(most, session()::talk);
            return new DatabaseView(admin.database(), admin.address(), State.ANSWERS);
        });
    }
}
