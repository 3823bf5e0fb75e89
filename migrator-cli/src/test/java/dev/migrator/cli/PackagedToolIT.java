// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private PackagedTool tool;

    @BeforeEach
    void unpack_into_a_folder_with_a_space_and_link_to_it() throws IOException {
        tool = PackagedTool.unpackedInto(folder.resolve("some tools")).linkedAs(folder.resolve("migrator"));
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
        assertThat(PackagedTool.execute(project, List.of("mvn", "-q", "-B", "compile")))
                .startsWith("0\n");
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

    @Test
    void the_manual_and_the_scripts_of_completion_come_along() throws Exception {
        Path share = tool.script().toRealPath().getParent().resolveSibling("share");

        assertThat(share.resolve("man/man1/migrator-upgrade.1")).content().contains(".SH EXAMPLES");
        assertThat(share.resolve("bash-completion/completions/migrator"))
                .content()
                .isEqualTo(run(folder, "completion", "bash").substring("0\n".length()));
        assertThat(share.resolve("zsh/site-functions/_migrator")).content().startsWith("#compdef migrator\n");
    }

    @Test
    void a_java_that_is_too_old_is_named_with_what_to_do() throws Exception {
        for (String version : List.of("1.8.0_402", "11.0.22", "16")) {
            Path java = Files.createDirectories(folder.resolve("jdk " + version));
            Files.copy(
                    Path.of("/bin/sh"),
                    Files.createDirectories(java.resolve("bin")).resolve("java"));
            Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");

            assertThat(PackagedTool.execute(
                            folder,
                            List.of("env", "JAVA_HOME=" + java, tool.script().toString(), "--version")))
                    .startsWith("2\n")
                    .contains(
                            "is Java " + version.replaceFirst("^1[.]", "").replaceAll("[^0-9].*", "") + ";", "JDK 17");
        }
    }

    private String run(Path directory, String... words) throws Exception {
        return tool.run(directory, List.of(words));
    }
}
