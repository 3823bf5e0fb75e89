// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that stands before verbs and does nothing by itself. */
abstract class VerbGroup implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public final void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no verb is given: " + String.join(", ", spec.subcommands().keySet()));
        }
    }
}
