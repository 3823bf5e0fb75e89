// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import dev.migrator.sql.SqlFile;
import dev.migrator.sql.SqlRevision;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The places of SQL files that are hooks, each called as the hook is. Nothing is looked at before it is asked for. Immutable. */
public final class HookFiles {

    /** No place. */
    public static final HookFiles NONE = new HookFiles(List.of(), List.of(), false);

    private static final String SUFFIX = ".sql";
    private static final String USUAL = "hooks";

    private final List<Path> folders;
    private final List<String> resources;
    private final boolean needed;

    private HookFiles(List<Path> folders, List<String> resources, boolean needed) {
        this.folders = List.copyOf(folders);
        this.resources = List.copyOf(resources);
        this.needed = needed;
    }

    /**
     * Looks in the folders {@code hooks} beside others, where there are any.
     *
     * @param folders the others
     */
    public static HookFiles beside(List<Path> folders) {
        return new HookFiles(
                folders.stream()
                        .map(folder -> folder.toAbsolutePath().normalize().resolveSibling(USUAL))
                        .distinct()
                        .toList(),
                List.of(),
                false);
    }

    /**
     * Looks in a folder, which must exist, or with {@link RevisionDescriptor#CLASSPATH} before it in a folder of resources.
     *
     * @param place the folder
     */
    public static HookFiles in(String place) {
        return place.startsWith(RevisionDescriptor.CLASSPATH)
                ? new HookFiles(List.of(), List.of(inside(place)), true)
                : new HookFiles(List.of(Path.of(place)), List.of(), true);
    }

    /** The path of resources begins and ends with no slash. */
    private static String inside(String place) {
        return place.substring(RevisionDescriptor.CLASSPATH.length()).replaceAll("^/+|/+$", "");
    }

    /**
     * Reads all hooks that are there.
     *
     * @param names what hooks can be called
     * @param loader finds resources
     */
    public RevisionSource.Found find(Collection<String> names, ClassLoader loader) {
        Map<String, String> locations = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path folder : folders) {
            list(folder, locations, problems);
        }
        for (String path : resources) {
            list(path, loader, locations, problems);
        }
        List<RevisionDescriptor> hooks = new ArrayList<>();
        Map<String, String> taken = new TreeMap<>();
        locations.forEach((location, file) -> {
            String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
            if (!names.contains(name)) {
                problems.add(DiscoveryIssue.noHook(location, file, names));
            } else if (taken.putIfAbsent(name, location) != null) {
                problems.add(DiscoveryIssue.secondHook(name, String.valueOf(taken.get(name)), location));
            } else {
                SqlFile.readHook(location, name, loader)
                        .map(SqlRevision::descriptor)
                        .fold(hooks::add, problems::addAll);
            }
        });
        return new RevisionSource.Found(hooks, problems);
    }

    /** Hidden files belong to editors and systems. */
    private void list(Path folder, Map<String, String> locations, List<Problem> problems) {
        if (!needed && !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                String name = String.valueOf(each.getFileName());
                if (!name.startsWith(".")) {
                    locations.put(each.toString(), name);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            problems.add(DiscoveryIssue.noHookFolder(folder.toString(), unreadable));
        }
    }

    private static void list(String path, ClassLoader loader, Map<String, String> locations, List<Problem> problems) {
        ClassGraph scanner = new ClassGraph().acceptPathsNonRecursive(path).removeTemporaryFilesAfterScan();
        LoaderChain chain = new LoaderChain(loader);
        if (!chain.readsNestedJars()) {
            scanner.disableNestedJarScanning();
        }
        try (ScanResult scan = scanner.overrideClassLoaders(chain.toScan()).scan()) {
            scan.getAllResources().getPaths().stream()
                    .filter(each -> !each.endsWith(".class") && !each.endsWith("/"))
                    .forEach(each ->
                            locations.put(RevisionDescriptor.CLASSPATH + each, each.substring(path.length() + 1)));
        }
        if (locations.isEmpty()) {
            problems.add(DiscoveryIssue.noHookFolder(
                    RevisionDescriptor.CLASSPATH + path, new IOException("the class loader knows no resource in it")));
        }
    }
}
