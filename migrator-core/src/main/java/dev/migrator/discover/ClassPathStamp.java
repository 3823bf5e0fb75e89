// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.migration.Migration;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ClassInfoList;
import io.github.classgraph.ScanResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells a class path from what it was, without opening a file: an archive by its own stamp, a folder by those of all files in
 * the packages, and of its manifest, which names the compiler. Not thread-safe.
 */
final class ClassPathStamp {

    private final List<Path> classpath;
    private final List<String> packages;
    private final long now;
    private final StringBuilder stamps = new StringBuilder();
    private boolean settled = true;

    /**
     * Takes what is looked at.
     *
     * @param classpath folders and archives
     * @param packages the packages; everything, if empty
     * @param now the moment
     */
    ClassPathStamp(List<Path> classpath, List<String> packages, long now) {
        this.classpath = classpath;
        this.packages = packages;
        this.now = now;
    }

    /**
     * Whether a stamp sees all that a scan depended on. A jar may lead to others, and a migration have its way back from a class
     * that is in no package that was named.
     */
    static boolean tells(ScanResult scan, ClassInfoList types, List<Path> classpath, List<String> packages) {
        List<File> named =
                classpath.stream().map(Path::toFile).map(File::getAbsoluteFile).toList();
        return scan.getClasspathFiles().stream().map(File::getAbsoluteFile).allMatch(named::contains)
                && (packages.isEmpty()
                        || types.stream()
                                .flatMap(type ->
                                        Stream.concat(type.getSuperclasses().stream(), type.getInterfaces().stream()))
                                .map(ClassInfo::getName)
                                .allMatch(name -> isKnown(name, packages)));
    }

    private static boolean isKnown(String name, List<String> packages) {
        return name.equals(Migration.class.getName())
                || name.startsWith("java.")
                || packages.stream().anyMatch(each -> isEverything(each) || name.startsWith(each + "."));
    }

    /** Of a pattern nobody knows what it matches. */
    private static boolean isEverything(String packageName) {
        return packageName.isEmpty() || packageName.contains("*");
    }

    /** Gives it; nothing where a change of a file might not be seen. */
    Optional<String> text() {
        try {
            for (Path entry : classpath) {
                if (Files.isDirectory(entry)) {
                    folder(entry);
                } else {
                    add(entry);
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return settled ? Optional.of(Hash.of(stamps.toString())) : Optional.empty();
    }

    private void folder(Path entry) throws IOException {
        if (packages.isEmpty() || packages.stream().anyMatch(ClassPathStamp::isEverything)) {
            walk(entry);
            return;
        }
        add(entry.resolve(CompiledFolder.MANIFEST));
        for (String each : packages) {
            Path folder = entry.resolve(each.replace('.', '/'));
            if (Files.isDirectory(folder)) {
                walk(folder);
            }
        }
    }

    /** Through links too, as classes are found. */
    private void walk(Path folder) throws IOException {
        SimpleFileVisitor<Path> adding = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes itself) throws IOException {
                add(file);
                return FileVisitResult.CONTINUE;
            }
        };
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, adding);
    }

    private void add(Path file) throws IOException {
        Optional<FileStamp> stamp = FileStamp.of(file);
        settled &= stamp.map(there -> there.isSettledAt(now)).orElse(true);
        stamp.ifPresent(
                there -> stamps.append(file).append(' ').append(there.text()).append('\n'));
    }
}
