// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.DatabaseAdmin;
import dev.migrator.cli.output.DatabaseView;
import dev.migrator.cli.output.DatabaseView.State;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "drop",
        abbreviateSynopsis = true,
        description = "Drop the database with all that is in it, after asking.")
final class DbDropCommand extends Verb {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--force", description = "Cut the connections of others, instead of being refused because of them.")
    private boolean force;

    private boolean agreed;

    DbDropCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        agreed = yes;
        return session().administering(admin -> {
            if (!agreed) {
                insistOn(admin);
                // What follows may be tried again, with a password.
                agreed = true;
            }
            return new DatabaseView(
                    admin.database(), admin.address(), admin.drop(force) ? State.DROPPED : State.ABSENT);
        });
    }

    private void insistOn(DatabaseAdmin admin) {
        String typed = session()
                .ask("Drop " + admin.address() + " with all that is in it? Type the name of the database to go on: ")
                .orElseThrow(() -> new ConfigurationException(
                        "nobody is there to ask whether to drop " + admin.address() + "; pass --yes if you mean it"));
        if (!typed.strip().equals(admin.database())) {
            throw new ConfigurationException(
                    "'" + typed.strip() + "' is not " + admin.database() + ", which is therefore not dropped");
        }
    }
}
