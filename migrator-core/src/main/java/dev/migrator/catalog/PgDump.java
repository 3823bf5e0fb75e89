// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.revision.Checked;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own program that tells a database as statements.
 *
 * @param program where it is
 * @param version what it says of its version
 */
public record PgDump(Path program, String version) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\)\\s+([0-9]+)(\\S*)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
    private static final int LONGEST_ANSWER_SECONDS = 20;
    private static final boolean WINDOWS = File.separatorChar == '\\';

    /** Where packages and installers put what they do not put on the path: in the folder bin of the folders of a folder. */
    private static final Map<String, String> USUAL = Map.of(
            "/usr/lib/postgresql", "*",
            "/usr", "pgsql-*",
            "/opt/homebrew/opt", "{libpq,postgresql}*",
            "/usr/local/opt", "{libpq,postgresql}*",
            "/Library/PostgreSQL", "*",
            "C:\\Program Files\\PostgreSQL", "*");

    /**
     * Finds one that is as new as a server: the one that is named, or else the first on the path, or else the newest where
     * packages and installers put it.
     *
     * @param named the one to take, where one is named; no other is looked for then
     * @param path the folders of programs, as the variable PATH has them
     * @param server the server's major version
     */
    public static Checked<PgDump, DumpIssue> find(Optional<Path> named, String path, int server) {
        if (named.isPresent()) {
            return Files.isRegularFile(named.get()) && Files.isExecutable(named.get())
                    ? newest(List.of(named.get()), List.of(), server)
                    : Checked.unsound(DumpIssue.noProgram(named.get()));
        }
        List<Path> folders = new ArrayList<>(onPath(path));
        folders.addAll(usual());
        return in(List.copyOf(new LinkedHashSet<>(folders)), server);
    }

    static Checked<PgDump, DumpIssue> in(List<Path> folders, int server) {
        List<Path> programs = folders.stream()
                .map(folder -> folder.resolve(WINDOWS ? "pg_dump.exe" : "pg_dump"))
                .filter(Files::isExecutable)
                .toList();
        return newest(programs, folders, server);
    }

    private static Checked<PgDump, DumpIssue> newest(List<Path> programs, List<Path> folders, int server) {
        Map<Path, String> tooOld = new LinkedHashMap<>();
        for (Path program : programs) {
            Optional<String> version = version(program);
            if (version.filter(text -> major(text) >= server).isPresent()) {
                return Checked.sound(new PgDump(program, version.get()));
            }
            tooOld.put(program, version.orElse("which does not tell its version"));
        }
        return Checked.unsound(
                tooOld.isEmpty() ? DumpIssue.nowhere(server, folders) : DumpIssue.tooOld(server, tooOld));
    }

    private static int major(String version) {
        return Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
    }

    private static Optional<String> version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            return version.find() ? Optional.of(version.group(1) + version.group(2)) : Optional.empty();
        } catch (IOException unusable) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static List<Path> onPath(String path) {
        List<Path> folders = new ArrayList<>();
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            try {
                if (!folder.isBlank()) {
                    folders.add(Path.of(folder));
                }
            } catch (InvalidPathException none) {
                // Shells pass over such a folder, too.
            }
        }
        return folders;
    }

    private static List<Path> usual() {
        List<Path> folders = new ArrayList<>();
        USUAL.forEach((parent, names) -> {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of(parent), names)) {
                versions.forEach(version -> folders.add(version.resolve("bin")));
            } catch (IOException | InvalidPathException none) {
                // There is nothing on this system.
            }
        });
        folders.removeIf(folder -> !Files.isDirectory(folder));
        folders.sort(Comparator.comparingDouble(PgDump::numberIn).reversed());
        return folders;
    }

    /** What a folder is called after, as 15 or postgresql@16; a name without a number, as libpq, is the newest of all. */
    private static double numberIn(Path folder) {
        Matcher number = NUMBER.matcher(folder.toString());
        return number.find() ? Double.parseDouble(number.group()) : Double.MAX_VALUE;
    }

    @Override
    public String toString() {
        return program + " " + version;
    }
}
