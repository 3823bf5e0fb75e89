// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as a real process, in a checkout that is built already. Its build is a script that notes that it was
 * called: the real one is what CI begins with.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

    private static final Path MODULE = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    private Path checkout;
    private Path calls;

    @BeforeEach
    void lay_out_a_checkout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        calls = folder.resolve("calls");
        Files.copy(MODULE.resolveSibling("migrator"), checkout.resolve("migrator"));
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createDirectories(checkout.resolve("migrator-cli/src/main/java"));
        Files.createFile(checkout.resolve("migrator-cli/pom.xml"));
        Files.createSymbolicLink(checkout.resolve("migrator-cli/target"), MODULE.resolve("target"));
        Files.createDirectories(checkout.resolve("sample-app/target/classes"));
        Files.createDirectories(checkout.resolve("target"));
        maven("exit 0");
    }

    @Test
    void the_first_use_builds_and_the_next_does_not() throws Exception {
        assertThat(run("--version").output()).contains("migrator");
        assertThat(run("--version").exitCode()).isZero();
        assertThat(Files.readAllLines(calls)).hasSize(1);
    }

    @Test
    void a_source_that_changed_is_built_again() throws Exception {
        run("--version");
        Path source = Files.createFile(checkout.resolve("migrator-cli/src/main/java/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        run("--version");
        assertThat(Files.readAllLines(calls)).hasSize(2);
    }

    @Test
    void benchmarks_are_neither_looked_at_nor_built() throws Exception {
        run("--version");
        Path sources = Files.createDirectories(checkout.resolve("benchmarks/src/main/java"));
        Files.setLastModifiedTime(sources, FileTime.from(Instant.now().plusSeconds(5)));
        run("--version");
        assertThat(Files.readAllLines(calls))
                .singleElement()
                .asString()
                .contains("-pl migrator-core,migrator-cli,sample-app ");
    }

    @Test
    void a_build_that_fails_is_shown_and_nothing_is_run() throws Exception {
        maven("echo 'Compilation failure in New.java'; exit 1");
        Result result = run("--version");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("the build failed").contains("Compilation failure in New.java");
        maven("exit 0");
        assertThat(run("--version").exitCode()).isZero();
    }

    @Test
    void it_is_found_through_a_link_and_gives_the_exit_code_of_the_command() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("migrator"));
        Result result = run(link, "-C", folder.toString(), "nonsense");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("nonsense");
    }

    private void maven(String what) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = bin.resolve("mvn");
        Files.writeString(script, "#!/bin/sh\necho \"$@\" >>'" + calls + "'\n" + what + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(String... words) throws Exception {
        return run(checkout.resolve("migrator"), words);
    }

    private Result run(Path launcher, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, first) -> first + ":" + path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private record Result(int exitCode, String output) {}
}
