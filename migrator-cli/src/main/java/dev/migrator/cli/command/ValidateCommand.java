// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.Migrator;
import dev.migrator.cli.output.ValidationView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(
        name = "validate",
        abbreviateSynopsis = true,
        description = {
            "Compare what the database has with the code: changed, moved, gap, unknown, failed and interrupted revisions.",
            "Ends with 4 where there are any."
        })
final class ValidateCommand extends Verb {

    ValidateCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return new ValidationView(session().online(Migrator::validate));
    }
}
