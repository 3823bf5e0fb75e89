// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher remembers between starts: an archive of the tool's classes, in a cache that is the test's own. */
@DisabledOnOs(OS.WINDOWS)
class ClassDataArchiveIT {

    private static final String VERSIONS =
            "0\nmigrator [0-9].*\njOOQ [0-9].*\nPostgreSQL JDBC driver [0-9].*\nJava [0-9].*\n";
    private static final String NOW = "now";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private PackagedTool tool;
    private Path cache;
    private Path java;

    @BeforeEach
    void unpack_and_take_a_java_that_notes_how_it_is_started() throws IOException {
        tool = PackagedTool.unpackedInto(folder.resolve("tools"));
        cache = folder.resolve("a cache/migrator");
        java = wrapped(folder.resolve("a java"));
        beforeMakingOne(":");
    }

    @Test
    void the_first_use_makes_it_beside_the_command_and_the_next_starts_from_it() throws Exception {
        assertThat(run("", "--version")).matches(VERSIONS);
        await(() -> archives().size() == 1 && none(".making"));

        assertThat(run("", "--version")).matches(VERSIONS);
        assertThat(sourceOf("dev.migrator.cli.Main")).isEqualTo("shared objects file");
        assertThat(dumps()).isEqualTo(1);
    }

    @Test
    void it_is_made_before_the_command_where_that_is_wanted_and_never_where_not() throws Exception {
        assertThat(run("off", "--version")).matches(VERSIONS);
        assertThat(dumps()).isZero();

        assertThat(run(NOW, "--version")).matches(VERSIONS);
        assertThat(archives()).hasSize(1);
        assertThat(sourceOf("dev.migrator.cli.Main")).isEqualTo("shared objects file");
    }

    @Test
    void a_jar_that_changed_has_a_new_one_made_and_the_old_one_removed() throws Exception {
        run(NOW, "--version");
        List<Path> before = archives();
        touchAJar();

        assertThat(run(NOW, "--version")).matches(VERSIONS);

        assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(files()).hasSize(2);
        assertThat(sourceOf("dev.migrator.cli.Main")).isEqualTo("shared objects file");
    }

    @Test
    void eight_that_start_at_once_make_one() throws Exception {
        ExecutorService starters = Executors.newFixedThreadPool(8);
        List<Future<String>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(starters.submit(() -> run("", "--version")));
        }
        for (Future<String> run : runs) {
            assertThat(run.get()).matches(VERSIONS);
        }
        starters.shutdown();
        await(() -> archives().size() == 1 && none(".making"));
        assertThat(dumps()).isEqualTo(1);
    }

    @Test
    void one_that_is_damaged_or_does_not_fit_is_neither_used_nor_told_of() throws Exception {
        run(NOW, "--version");
        byte[] sound = Files.readAllBytes(archives().get(0));
        touchAJar();
        run(NOW, "--version");
        Path archive = archives().get(0);
        assertThat(archive.toFile().setWritable(true)).isTrue();
        for (byte[] damaged : List.of(
                new byte[0],
                "no archive at all".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(sound, sound.length / 2),
                sound)) {
            Files.write(archive, damaged);
            assertThat(run("", "--version")).matches(VERSIONS);
        }
    }

    @Test
    void a_folder_with_a_space_and_a_java_of_its_own_have_another() throws Exception {
        run(NOW, "--version");
        java = wrapped(folder.resolve("another java"));
        run(NOW, "--version");
        tool = PackagedTool.unpackedInto(folder.resolve("some tools"));
        assertThat(run(NOW, "--version")).matches(VERSIONS);
        assertThat(run("", "--version")).matches(VERSIONS);
        assertThat(archives()).hasSize(3);
    }

    @Test
    void a_cache_that_cannot_be_written_is_no_matter() throws Exception {
        Files.writeString(folder.resolve("a cache"), "a file");
        assertThat(run("", "--version")).matches(VERSIONS);
        assertThat(run(NOW, "--version")).matches(VERSIONS);

        Map<String, String> homeless = environment("");
        List<String> command = List.of(
                "env", "-u", "HOME", "-u", "XDG_CACHE_HOME", tool.script().toString(), "--version");
        assertThat(PackagedTool.execute(folder, homeless, command)).matches(VERSIONS);
        assertThat(dumps()).isZero();
    }

    @Test
    void a_java_that_cannot_make_one_is_asked_once_only() throws Exception {
        beforeMakingOne("exit 1");
        assertThat(run(NOW, "--version")).matches(VERSIONS);
        assertThat(run(NOW, "--version")).matches(VERSIONS);
        assertThat(dumps()).isEqualTo(1);
        assertThat(archives()).isEmpty();
    }

    @Test
    void one_that_was_killed_on_the_way_is_made_again_later() throws Exception {
        beforeMakingOne("kill -9 $PPID; exit 1");
        run(NOW, "--version");
        assertThat(none(".making")).isFalse();
        beforeMakingOne(":");
        run(NOW, "--version");
        assertThat(archives()).as("somebody may be at it").isEmpty();

        for (Path making : files()) {
            Files.setLastModifiedTime(making, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        run(NOW, "--version");
        run(NOW, "--version");

        assertThat(archives()).hasSize(1);
    }

    private void touchAJar() throws IOException {
        try (Stream<Path> jars = Files.list(tool.script().resolveSibling("../lib"))) {
            Path jar = jars.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        }
    }

    /** A Java in front of the real one. What it does first can change without it being another Java. */
    private Path wrapped(Path home) throws IOException {
        Path script = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(script, """
                #!/bin/sh
                echo "$*" >>'%s'
                . '%s'
                exec '%s/bin/java' "$@"
                """.formatted(
                        folder.resolve("starts"), folder.resolve("first"), System.getProperty("java.home")));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private void beforeMakingOne(String command) throws IOException {
        Files.writeString(folder.resolve("first"), "case $* in *-Xshare:dump*) " + command + " ;; esac\n");
    }

    private long dumps() throws IOException {
        return Files.readAllLines(folder.resolve("starts")).stream()
                .filter(line -> line.contains("-Xshare:dump"))
                .count();
    }

    private Map<String, String> environment(String archive) {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", java.toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("a cache").toString());
        environment.put("MIGRATOR_ARCHIVE", archive);
        return environment;
    }

    private String run(String archive, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool.script().toString()));
        command.addAll(List.of(words));
        return PackagedTool.execute(folder, environment(archive), command);
    }

    /** Where a start takes a class from. */
    private String sourceOf(String type) throws Exception {
        Map<String, String> environment = environment("");
        environment.put("MIGRATOR_JAVA_OPTS", "-Xlog:class+load");
        return PackagedTool.execute(folder, environment, List.of(tool.script().toString(), "--version"))
                .lines()
                .filter(line -> line.contains(" " + type + " source: "))
                .map(line -> line.replaceFirst(".* source: ", ""))
                .findFirst()
                .orElse("");
    }

    private List<Path> archives() throws IOException {
        return files().stream().filter(file -> file.toString().endsWith(".jsa")).toList();
    }

    private boolean none(String ending) throws IOException {
        return files().stream().noneMatch(file -> file.toString().endsWith(ending));
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    private static void await(Condition condition) throws Exception {
        Instant latest = Instant.now().plus(LONGEST);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(latest);
            Thread.sleep(50);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }
}
