// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with src/test/resources/golden; {@code -Dgolden.update=true} writes there instead. */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    static void matches(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
        }
        assertThat(file).as("golden " + name).exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    /** Hides what differs from run to run: times, ids of runs, folders. */
    static String masked(String text, Path folder) {
        return text.replace(folder.toAbsolutePath().toString(), "FOLDER")
                .replace(Path.of("target/test-classes").toAbsolutePath().toString(), "CLASSES")
                .replaceAll("[0-9]+ ms|[0-9]+\\.[0-9] s", "TIME")
                .replaceAll("\"milliseconds\": [0-9]+", "\"milliseconds\": 0")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "RUN")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "WHEN");
    }

    /** Hides who ran something, too, as the log and the history tell it. */
    static String maskedLog(String text, Path folder) throws IOException {
        return masked(text, folder)
                .replaceAll("run [0-9a-f]{8},", "run ID,")
                .replace(
                        System.getProperty("user.name") + " on "
                                + InetAddress.getLocalHost().getHostName(),
                        "SOMEBODY on HOST");
    }
}
