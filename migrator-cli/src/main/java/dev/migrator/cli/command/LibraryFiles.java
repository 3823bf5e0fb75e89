// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a project that is built comes to the library: a build file where there is none, advice where there is one.
 *
 * @param home the folder of the project
 * @param build what builds it
 */
record LibraryFiles(Path home, BuildFile build) {

    private static final String REPOSITORY = "lib/repository";

    Map<Path, byte[]> files(String packageName) {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        Optional<OwnArchive> own = OwnArchive.unpublished(Version.tool());
        if (build == BuildFile.NONE) {
            files.put(
                    home.resolve("pom.xml"),
                    InitText.of("pom.xml.template")
                            .with(
                                    "repository",
                                    own.map(jar -> InitText.of("repository.xml").text())
                                            .orElse(""))
                            .with("package", packageName)
                            .with("artifact", artifact())
                            .with("version", Version.tool())
                            .bytes());
        }
        own.ifPresent(jar -> files.putAll(jar.files(home.resolve(REPOSITORY))));
        return files;
    }

    List<String> advice() {
        List<String> advice = new ArrayList<>();
        if (build != BuildFile.NONE) {
            advice.add("Add to your build: " + build.dependency(Version.tool()));
            OwnArchive.unpublished(Version.tool()).ifPresent(jar -> advice.add("and: " + build.repository(REPOSITORY)));
        }
        return advice;
    }

    private String artifact() {
        String name =
                String.valueOf(home.getFileName()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String trimmed = name.replaceAll("^-|-$", "");
        return trimmed.isEmpty() ? "migrations" : trimmed;
    }
}
