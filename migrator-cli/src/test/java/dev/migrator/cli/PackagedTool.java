// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The archive that a build makes, unpacked.
 *
 * @param script what starts it
 */
record PackagedTool(Path script) {

    static PackagedTool unpackedInto(Path home) throws IOException {
        Files.createDirectories(home);
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(Path.of("target"), "migrator-*.zip")) {
            unzip(archives.iterator().next(), home);
        }
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(home)) {
            Path script = unpacked.iterator().next().resolve("bin/migrator");
            assertThat(script.toFile().setExecutable(true)).isTrue();
            return new PackagedTool(script);
        }
    }

    /** Called through a symbolic link. */
    PackagedTool linkedAs(Path link) throws IOException {
        return new PackagedTool(Files.createSymbolicLink(link, script));
    }

    /** Gives the exit code on a line of its own, then all that was printed. */
    String run(Path directory, List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(words);
        return execute(directory, command);
    }

    static String execute(Path directory, List<String> command) throws Exception {
        // An archive of a tool that is soon gone would be left in the cache of whoever runs the tests.
        return execute(directory, Map.of("MIGRATOR_ARCHIVE", "off"), command);
    }

    static String execute(Path directory, Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + "\n" + output;
    }

    private static void unzip(Path archive, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = into.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }
}
