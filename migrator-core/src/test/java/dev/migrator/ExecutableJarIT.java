// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.JarWriter;
import dev.migrator.testing.LibraryJars;
import dev.migrator.testing.SmallApplication;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.launch.JarLauncher;

/** The library inside of one jar with everything in it, as Spring Boot packs an application. */
@ExtendWith(FreshDatabase.class)
class ExecutableJarIT {

    @TempDir
    private static Path folder;

    private static Path jar;

    @BeforeAll
    static void pack() throws IOException {
        List<Path> libraries = new ArrayList<>(LibraryJars.in(folder));
        SmallApplication classes = SmallApplication.onClassPath(folder, libraries);
        Path audit = folder.resolve("audit.jar");
        try (JarWriter writer = new JarWriter(audit, Map.of())) {
            writer.folder(classes.library(), "");
        }
        libraries.add(audit);
        // What is in the way of those who take an address for a path: a space and a percent sign.
        jar = Files.createDirectories(folder.resolve("up to 100%")).resolve("app.jar");
        Map<String, String> manifest = Map.of(
                "Main-Class",
                JarLauncher.class.getName(),
                "Start-Class",
                SmallApplication.MAIN,
                "Spring-Boot-Classes",
                "BOOT-INF/classes/",
                "Spring-Boot-Lib",
                "BOOT-INF/lib/");
        try (JarWriter writer = new JarWriter(jar, manifest)) {
            writer.classesOf(LibraryJars.origin(JarLauncher.class));
            writer.folder(classes.application(), "BOOT-INF/classes/");
            for (Path library : libraries) {
                writer.file("BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
            }
        }
    }

    private static ChildProcess.Result run(List<String> options, TestDatabase database, String... packages)
            throws Exception {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-jar", jar.toString(), database.url(), database.user(), database.password()));
        command.addAll(List.of(packages));
        return ChildProcess.java(command).await();
    }

    @Test
    void migrations_in_the_application_and_in_a_jar_inside_it_are_found_and_run(TestDatabase database)
            throws Exception {
        ChildProcess.Result result = run(List.of(), database, "shop.migrations", "audit.migrations");

        assertThat(result.output()).contains("4 done", "heads [bb02]");
        assertThat(result.exitCode()).isZero();
        assertThat(database.objects()).contains("table users", "table bills", "table log", "index log_idx");
    }

    @Test
    void a_context_class_loader_below_that_of_the_jar_sees_them_too(TestDatabase database) throws Exception {
        ChildProcess.Result result =
                run(List.of(SmallApplication.CHILD_LOADER), database, "shop.migrations", "audit.migrations");

        assertThat(result.output()).contains("4 done", "heads [bb02]");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void a_package_that_holds_no_revision_ends_the_process_with_an_error_that_names_it(TestDatabase database)
            throws Exception {
        ChildProcess.Result result = run(List.of(), database, "shop.migration");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("no class with @Revision and no SQL revision in the package(s) shop.migration;");
    }

    @Test
    void one_of_two_packages_that_holds_no_revision_ends_the_process_before_anything_is_run(TestDatabase database)
            throws Exception {
        ChildProcess.Result result = run(List.of(), database, "shop.migrations", "audit.migration");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("no class with @Revision and no SQL revision in the package(s) audit.migration;");
        assertThat(database.objects()).isEmpty();
    }
}
