// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.output.InitView;
import dev.migrator.cli.output.View;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

@Command(
        name = "init",
        abbreviateSynopsis = true,
        description = "Write migrator.properties and the folder for migrations; asks nothing, overwrites nothing.")
final class InitCommand extends Verb {

    private static final String SETTINGS = "migrator.properties";

    InitCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        Path home = session().directory();
        Path settings = home.resolve(SETTINGS);
        Path folder = home.resolve("db").resolve("migrations");
        Path unversioned = home.resolve(".migrator").resolve(".gitignore");
        try {
            Files.writeString(settings, template(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            Files.createDirectories(folder);
            Files.createDirectories(unversioned.getParent());
            if (Files.notExists(unversioned)) {
                Files.writeString(unversioned, "*\n");
            }
        } catch (FileAlreadyExistsException taken) {
            throw new CommandRefusedException(List.of(new NameTaken(Path.of(taken.getFile()))));
        } catch (IOException failure) {
            throw new ConfigurationException("cannot write into " + home + ": " + failure, failure);
        }
        return new InitView(settings, folder);
    }

    private static String template() throws IOException {
        try (InputStream in = Objects.requireNonNull(InitCommand.class.getResourceAsStream(SETTINGS))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
