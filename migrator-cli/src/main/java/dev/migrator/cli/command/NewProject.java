// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.revision.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a project consists of when it begins. It is written whole or not at all.
 *
 * @param files the files and what is in them; none of them may exist
 * @param folders the folders, which may exist; those of the files are added
 */
record NewProject(Map<Path, byte[]> files, List<Path> folders) {

    NewProject {
        folders = Stream.concat(
                        folders.stream(), files.keySet().stream().flatMap(file -> Stream.ofNullable(file.getParent())))
                .distinct()
                .toList();
    }

    /** Gives all that would be written over, or that is in the way. */
    List<Problem> obstacles() {
        List<Problem> obstacles = new ArrayList<>();
        files.keySet().stream()
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .map(NameTaken::existing)
                .forEach(obstacles::add);
        folders.stream()
                .flatMap(folder -> noFolder(folder).stream())
                .distinct()
                .map(NameTaken::noFolder)
                .forEach(obstacles::add);
        return obstacles;
    }

    /** The outermost part of a path that exists and is no folder. */
    private static Optional<Path> noFolder(Path folder) {
        Optional<Path> obstacle = Optional.empty();
        for (@Nullable Path part = folder; part != null; part = part.getParent()) {
            if (Files.exists(part, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(part)) {
                obstacle = Optional.of(part);
            }
        }
        return obstacle;
    }

    /**
     * Writes all of it, and takes back what it wrote where that does not succeed.
     *
     * @throws ConfigurationException where it cannot be written
     */
    void write() {
        Deque<Path> made = new ArrayDeque<>();
        try {
            for (Path folder : folders) {
                makeFolder(folder, made);
            }
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                made.push(file.getKey());
                Files.write(file.getKey(), file.getValue(), StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException failure) {
            throw new ConfigurationException(
                    "cannot write " + made.peek() + " (" + failure.getClass().getSimpleName() + ")" + takenBack(made),
                    failure);
        }
    }

    private static void makeFolder(Path folder, Deque<Path> made) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path part = folder; part != null && !Files.isDirectory(part); part = part.getParent()) {
            missing.push(part);
        }
        for (Path part : missing) {
            made.push(part);
            Files.createDirectory(part);
        }
    }

    private static String takenBack(Deque<Path> made) {
        List<Path> left = new ArrayList<>();
        // The last one is what could not be made, and may be somebody else's.
        made.stream().skip(1).forEach(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException stays) {
                left.add(path);
            }
        });
        return left.isEmpty() ? "" : "; these stay: " + left;
    }
}
