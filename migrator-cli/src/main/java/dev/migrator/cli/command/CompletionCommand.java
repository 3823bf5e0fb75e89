// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.help.Shell;
import dev.migrator.cli.output.CompletionView;
import dev.migrator.cli.output.View;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        abbreviateSynopsis = true,
        description = "Print the script that completes verbs, options, their values and revisions in a shell.")
final class CompletionCommand extends Verb {

    @Parameters(arity = "1", paramLabel = "bash|zsh", description = "The shell.")
    private String shell = "";

    @Spec
    private @Nullable CommandSpec spec;

    CompletionCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        Shell known = Stream.of(Shell.values())
                .filter(each -> each.word().equals(shell))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("'" + shell + "' is neither bash nor zsh"));
        return new CompletionView(
                shell, known.script(Objects.requireNonNull(spec).root()));
    }
}
