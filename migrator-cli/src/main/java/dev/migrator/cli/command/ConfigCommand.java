// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.ConfigView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(
        name = "config",
        abbreviateSynopsis = true,
        description = "Show every setting, its value and where it comes from; secrets are masked.")
final class ConfigCommand extends Verb {

    ConfigCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        return new ConfigView(
                session().readableSettings().shown().stream()
                        .map(setting -> new ConfigView.Row(setting.key(), setting.value(), setting.origin()))
                        .toList(),
                session().problemsOfSettings());
    }
}
