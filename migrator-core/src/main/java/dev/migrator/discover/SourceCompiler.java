// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the Java sources of some folders with the JDK's compiler and keeps the classes, in a folder that is named after
 * the contents of all sources, the compiler and the class path. What has not changed, and mentions nothing that has, is
 * taken over. Several processes may compile at once: a folder of classes is complete, or not there. Thread-safe.
 */
public final class SourceCompiler {

    private static final int KEPT = 8;

    private final Path cache;
    private final List<Path> classpath;

    /**
     * Takes a place for classes and what the sources use.
     *
     * @param cache where the folders of classes are kept; made when needed
     * @param classpath folders of classes and jars besides the tool's own
     */
    public SourceCompiler(Path cache, List<Path> classpath) {
        this.cache = cache;
        this.classpath = List.copyOf(classpath);
    }

    /** Whether there is anything to compile. A folder that cannot be read holds nothing here; discovery tells of it. */
    public static boolean findsSources(List<Path> folders) {
        try {
            return !Source.in(folders).isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Compiles what has changed.
     *
     * @param folders the folders
     * @return the folder of the classes, nothing where there are no sources; or what the compiler said
     */
    public Checked<Optional<Path>, Problem> compile(List<Path> folders) {
        try {
            List<Source> sources = Source.in(folders);
            if (sources.isEmpty()) {
                return Checked.sound(Optional.empty());
            }
            String conditions = Hash.of(ToolClasses.conditions(classpath));
            Path finished = cache.resolve(Hash.of(conditions
                    + sources.stream()
                            .map(source -> folders.indexOf(source.folder()) + source.name() + source.hash())
                            .collect(Collectors.joining())));
            return CompiledFolder.exists(finished)
                    ? Checked.sound(Optional.of(finished))
                    : compile(sources, conditions, finished);
        } catch (IOException failure) {
            return Checked.unsound(DiscoveryIssue.notCompiled(cache, failure));
        }
    }

    private Checked<Optional<Path>, Problem> compile(List<Source> sources, String conditions, Path finished)
            throws IOException {
        List<Problem> problems = unfit(sources);
        if (ToolProvider.getSystemJavaCompiler() == null) {
            problems.add(DiscoveryIssue.noCompiler());
        }
        if (!problems.isEmpty()) {
            return new Checked.Unsound<>(problems);
        }
        Files.createDirectories(cache);
        Path fresh = Files.createTempDirectory(cache, ".new-");
        try {
            CompiledFolder result = new CompiledFolder(fresh, conditions, new TreeMap<>(), new TreeMap<>());
            Optional<Problem> failed = javac(takeOver(sources, result), result);
            if (failed.isPresent()) {
                return Checked.unsound(failed.get());
            }
            result.write();
            publish(fresh, finished);
            return Checked.sound(Optional.of(finished));
        } finally {
            delete(fresh);
            forgetOld(finished);
        }
    }

    /** What javac would say in words that lead nobody to the cause. */
    private static List<Problem> unfit(List<Source> sources) {
        List<Problem> problems = new ArrayList<>();
        for (Source source : sources) {
            if (source.unreadableLine() > 0) {
                problems.add(DiscoveryIssue.notUtf8(source));
            } else if (source.hasByteOrderMark()) {
                problems.add(DiscoveryIssue.byteOrderMark(source));
            } else if (!source.declaredPackage().equals(source.folderPackage())) {
                problems.add(DiscoveryIssue.misplaced(source));
            }
        }
        return problems;
    }

    /** Takes over what an earlier folder has and gives what is left to compile. */
    private List<Source> takeOver(List<Source> sources, CompiledFolder result) throws IOException {
        Optional<CompiledFolder> earlier = earlier(result.conditions());
        if (earlier.isEmpty()) {
            return sources;
        }
        List<Source> changed = new ArrayList<>(
                sources.stream().filter(source -> !earlier.get().has(source)).toList());
        Set<String> touched = new HashSet<>(earlier.get().hashes().keySet());
        sources.stream().filter(earlier.get()::has).map(Source::name).forEach(touched::remove);
        Set<String> names = earlier.get().simpleNames(touched);
        changed.forEach(source -> names.add(source.simpleName()));
        List<Source> same = new ArrayList<>(sources);
        same.removeAll(changed);
        List<Source> mentioning = mentioning(same, names);
        while (!mentioning.isEmpty()) {
            changed.addAll(mentioning);
            same.removeAll(mentioning);
            names.addAll(earlier.get()
                    .simpleNames(mentioning.stream().map(Source::name).collect(Collectors.toSet())));
            mentioning = mentioning(same, names);
        }
        for (Source source : same) {
            earlier.get().copy(source, result);
        }
        return changed;
    }

    private static List<Source> mentioning(List<Source> sources, Set<String> names) {
        return sources.stream()
                .filter(source -> source.words().stream()
                        .anyMatch(word -> names.contains(word) && !word.equals(source.simpleName())))
                .toList();
    }

    private Optional<CompiledFolder> earlier(String conditions) throws IOException {
        for (Path folder : newestFirst()) {
            CompiledFolder candidate = CompiledFolder.read(folder);
            if (candidate.conditions().equals(conditions)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private Optional<Problem> javac(List<Source> sources, CompiledFolder result) throws IOException {
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
                OutputFiles files = new OutputFiles(standard, result, sources)) {
            List<String> options = List.of(
                    "-d",
                    result.folder().toString(),
                    "-classpath",
                    ToolClasses.path(result.folder(), classpath),
                    "-encoding",
                    "UTF-8",
                    "-proc:none",
                    "-nowarn",
                    "-g");
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            options,
                            null,
                            standard.getJavaFileObjectsFromPaths(
                                    sources.stream().map(Source::file).toList()))
                    .call();
            return compiled ? Optional.empty() : Optional.of(DiscoveryIssue.compilerErrors(said.toString()));
        }
    }

    /** Somebody else may have made the same folder meanwhile. */
    private static void publish(Path fresh, Path finished) throws IOException {
        try {
            Files.move(fresh, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException never) {
            throw never;
        } catch (FileSystemException taken) {
            if (!CompiledFolder.exists(finished)) {
                throw taken;
            }
        }
    }

    /** The youngest are kept, since another process may be loading from them. */
    private void forgetOld(Path finished) throws IOException {
        for (Path folder : newestFirst().stream().skip(KEPT).toList()) {
            if (!folder.equals(finished)) {
                delete(folder);
            }
        }
    }

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> folders = Files.list(cache)) {
            return folders.filter(CompiledFolder::exists)
                    .sorted(Comparator.comparing(
                                    (Path folder) -> folder.toFile().lastModified())
                            .reversed())
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
