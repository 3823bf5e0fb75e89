// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What builds a project, as far as the beginning of one has to know. */
enum BuildFile {
    NONE(List.of("target/classes")),
    MAVEN(List.of("target/classes"), "pom.xml"),
    GRADLE(
            List.of("build/classes/java/main", "build/resources/main"),
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> classpath;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    BuildFile(List<String> classpath, String... names) {
        this.classpath = classpath;
        this.names = List.of(names);
    }

    static BuildFile in(Path folder) {
        return Stream.of(MAVEN, GRADLE)
                .filter(build -> build.names.stream().anyMatch(name -> Files.exists(folder.resolve(name))))
                .findFirst()
                .orElse(NONE);
    }

    /** Where it puts classes and resources. */
    List<String> classpath() {
        return classpath;
    }

    /** What it is called by. */
    String compile() {
        return this == GRADLE ? "gradle classes" : "mvn compile";
    }

    /** How it names a library. */
    String dependency(String version) {
        return this == GRADLE
                ? "implementation(\"dev.migrator:migrator-core:" + version + "\")"
                : "<dependency><groupId>dev.migrator</groupId><artifactId>migrator-core</artifactId><version>" + version
                        + "</version></dependency>";
    }

    /** How it names a folder where libraries are. */
    String repository(String folder) {
        return this == GRADLE
                ? "repositories { maven { url = uri(\"" + folder + "\") } }"
                : "<repository><id>migrator</id><url>file://${project.basedir}/" + folder + "</url></repository>";
    }
}
