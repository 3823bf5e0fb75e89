// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.DatabaseView;
import dev.migrator.cli.output.DatabaseView.State;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(
        name = "create",
        abbreviateSynopsis = true,
        description = "Create the database, empty, unless it is there; the setting role will own it.")
final class DbCreateCommand extends Verb {

    DbCreateCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return session().administering(admin -> {
            boolean created = admin.create(session().settings().text(Setting.ROLE));
            return new DatabaseView(admin.database(), admin.address(), created ? State.CREATED : State.EXISTS);
        });
    }
}
