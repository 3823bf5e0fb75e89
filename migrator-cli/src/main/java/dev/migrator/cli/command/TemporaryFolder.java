// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;

/** A folder that is gone when its work is done. */
final class TemporaryFolder {

    private TemporaryFolder() {}

    static <T> T use(Function<Path, T> work) {
        try {
            Path folder = Files.createTempDirectory("migrator-");
            try {
                return work.apply(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Makes a folder in it. */
    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Copies a file into it. */
    static void copy(Path file, Path to) {
        try {
            Files.copy(file, to);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static ConfigurationException unwritable(IOException e) {
        return new ConfigurationException("cannot write into the folder for temporary files (" + e + ")", e);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
