// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "migrator",
        versionProvider = Version.class,
        customSynopsis = "migrator [OPTIONS] VERB [OPTIONS] …",
        synopsisSubcommandLabel = "VERB",
        description = "Database migrations written in Java, tied together by a revision graph, on PostgreSQL.",
        optionListHeading = "%nOptions, before or after the verb:%n",
        commandListHeading = "%nVerbs:%n",
        sortOptions = false,
        footer = {
            "",
            "Each option from --env on is a setting: a flag goes before the variable MIGRATOR_… of that name,",
            "and that before migrator.properties here or in a folder above. The password is a setting without a",
            "flag: MIGRATOR_PASSWORD, ~/.pgpass, or the file.",
            "",
            "Exit codes: 0 done or nothing to do, 1 a step failed, 2 wrong usage or configuration, 3 refused",
            "before anything ran, 4 a check answered no, 5 another run held the lock, 6 no connection or no",
            "permission."
        })
final class MigratorCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "no verb is given, such as upgrade, status or history");
        }
    }
}
