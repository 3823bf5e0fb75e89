// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.help.ManPage;
import dev.migrator.cli.help.Shell;
import dev.migrator.cli.output.View;
import dev.migrator.cli.output.WrittenView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "share",
        hidden = true,
        abbreviateSynopsis = true,
        description = "Write the manual and what completes command lines into a folder, for who packages the tool.")
final class ShareCommand extends Verb {

    @Parameters(arity = "1", paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    ShareCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        CommandSpec root = Objects.requireNonNull(spec).root();
        List<Path> written = new ArrayList<>();
        Path share = session().directory().resolve(folder);
        try {
            for (Map.Entry<String, String> page :
                    ManPage.all(root, Version.tool()).entrySet()) {
                written.add(write(share.resolve("man/man1").resolve(page.getKey()), page.getValue()));
            }
            written.add(write(share.resolve("bash-completion/completions/migrator"), Shell.BASH.script(root)));
            written.add(write(share.resolve("zsh/site-functions/_migrator"), Shell.ZSH.script(root)));
        } catch (IOException unwritable) {
            throw new ConfigurationException("cannot write into " + share + " (" + unwritable + ")", unwritable);
        }
        return new WrittenView(written);
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }
}
