// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.Migrator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The library's own jar, as files of a repository that Maven and Gradle can read. A version that is not published cannot
 * be had in any other way.
 *
 * @param jar the jar
 * @param version its version
 */
record OwnArchive(Path jar, String version) {

    private static final String POM = "META-INF/maven/dev.migrator/migrator-core/pom.xml";

    /** Nothing where this version is published, or where the tool does not run from a jar. */
    static Optional<OwnArchive> unpublished(String version) {
        try {
            URI place = Objects.requireNonNull(
                            Migrator.class.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI();
            Path path = Path.of(place);
            return version.endsWith("-SNAPSHOT") && Files.isRegularFile(path)
                    ? Optional.of(new OwnArchive(path, version))
                    : Optional.empty();
        } catch (URISyntaxException impossible) {
            return Optional.empty();
        }
    }

    Map<Path, byte[]> files(Path repository) {
        Path folder = repository.resolve("dev/migrator/migrator-core").resolve(version);
        String name = "migrator-core-" + version;
        try (InputStream pom = Objects.requireNonNull(Migrator.class.getResourceAsStream("/" + POM))) {
            Map<Path, byte[]> files = new LinkedHashMap<>();
            files.put(folder.resolve(name + ".pom"), pom.readAllBytes());
            files.put(folder.resolve(name + ".jar"), Files.readAllBytes(jar));
            return files;
        } catch (IOException unreadable) {
            throw new ConfigurationException("cannot read " + jar, unreadable);
        }
    }
}
