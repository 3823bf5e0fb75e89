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
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive that a build makes, unpacked somewhere and called from elsewhere. */
@DisabledOnOs(OS.WINDOWS)
class PackagedToolIT {

    @TempDir
    private Path folder;

    private Path tool;

    @BeforeEach
    void unpack_into_a_folder_with_a_space_and_link_to_it() throws IOException {
        Path home = Files.createDirectories(folder.resolve("some tools"));
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(Path.of("target"), "migrator-*.zip")) {
            unzip(archives.iterator().next(), home);
        }
        Path script;
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(home)) {
            script = unpacked.iterator().next().resolve("bin/migrator");
        }
        assertThat(script.toFile().setExecutable(true)).isTrue();
        tool = Files.createSymbolicLink(folder.resolve("migrator"), script);
    }

    @Test
    void it_tells_the_versions_of_all_that_it_runs_on() throws Exception {
        assertThat(run(folder, "--version"))
                .matches("0\nmigrator [0-9].*\njOOQ [0-9].*\nPostgreSQL JDBC driver [0-9].*\nJava [0-9].*\n");
    }

    @Test
    void from_an_empty_folder_to_an_applied_migration_and_back() throws Exception {
        Path project = Files.createDirectories(folder.resolve("my project"));

        assertThat(run(project, "init")).startsWith("0\n");
        assertThat(run(project, "revision", "-m", "create users", "--rev-id", "aa11"))
                .startsWith("0\n");
        Path source = project.resolve("db/migrations/CreateUsers.java");
        Files.writeString(
                source,
                Files.readString(source)
                        .replaceFirst("// What this.*", "db.execute(\"create table users (id int)\");")
                        .replaceFirst("// The way back.*", "db.dropTable(\"users\").execute();"));
        assertThat(run(project, "upgrade")).startsWith("0\n").contains("1 revision upgraded in ", "now at aa11");
        assertThat(run(project, "downgrade", "-1")).startsWith("0\n").contains("now at base");
        assertThat(run(project, "nonsense")).startsWith("2\n");
    }

    @Test
    void from_an_empty_folder_to_a_project_that_maven_builds() throws Exception {
        Path project = Files.createDirectories(folder.resolve("My Shop"));

        assertThat(run(project, "init", "--layout", "classes", "--package", "com.example.shop"))
                .startsWith("0\n")
                .contains("pom.xml", "Next: ", "mvn compile");
        assertThat(project.resolve("pom.xml")).content().contains("<artifactId>my-shop</artifactId>");
        assertThat(run(project, "revision", "-m", "create users", "--rev-id", "aa11"))
                .startsWith("0\n")
                .contains("src/main/java/com/example/shop/CreateUsers.java");
        assertThat(run(project, "upgrade")).startsWith("3\n").contains("com.example.shop");
        assertThat(execute(project, "mvn", "-q", "-B", "compile")).startsWith("0\n");
        assertThat(run(project, "upgrade")).startsWith("0\n").contains("now at aa11");
        assertThat(run(project, "init", "--layout", "classes")).startsWith("3\n");
    }

    @Test
    void a_project_that_has_a_build_file_keeps_it_and_is_told_what_to_add() throws Exception {
        for (String name : List.of("pom.xml", "build.gradle.kts")) {
            Path project = Files.createDirectories(folder.resolve("with " + name));
            Files.writeString(project.resolve(name), "mine");

            String said = run(project, "init", "--layout", "classes");

            Golden.matches(
                    "init-classes-" + name,
                    said.replace(project.toString(), "FOLDER").replaceAll("0[.][0-9.]+(-SNAPSHOT)?", "VERSION"));
            Golden.matches("init-classes-" + name + "-file", Files.readString(project.resolve("migrator.properties")));
            assertThat(project.resolve(name)).hasContent("mine");
        }
    }

    private String run(Path directory, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(words));
        return execute(directory, command.toArray(String[]::new));
    }

    private static String execute(Path directory, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
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
