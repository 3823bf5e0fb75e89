// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A folder of classes that remembers what they were compiled from.
 *
 * @param folder the folder
 * @param conditions the compiler and class path, as one name
 * @param hashes the hash of each source, by its name
 * @param classes the class files of each source, below the folder
 */
record CompiledFolder(Path folder, String conditions, Map<String, String> hashes, Map<String, List<String>> classes) {

    /** Where an archive, too, says by which compiler its classes were made. */
    static final String MANIFEST = "META-INF/MANIFEST.MF";

    private static final String INDEX = ".index";

    static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(INDEX));
    }

    static CompiledFolder read(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(INDEX));
        Map<String, String> hashes = new TreeMap<>();
        Map<String, List<String>> classes = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> parts = List.of(line.split("\t", -1));
            hashes.put(parts.get(0), parts.get(1));
            classes.put(parts.get(0), parts.subList(2, parts.size()));
        }
        return new CompiledFolder(folder, lines.get(0), hashes, classes);
    }

    void write() throws IOException {
        List<String> lines = new ArrayList<>(List.of(conditions));
        hashes.forEach((name, hash) ->
                lines.add(name + "\t" + hash + "\t" + String.join("\t", classes.getOrDefault(name, List.of()))));
        Path manifest = folder.resolve(MANIFEST);
        Files.createDirectories(manifest.getParent());
        Files.writeString(manifest, "Build-Jdk-Spec: " + Runtime.version().feature() + "\n");
        Files.write(folder.resolve(INDEX), lines);
    }

    /** Whether a source is as it was. */
    boolean has(Source source) {
        return source.hash().equals(hashes.get(source.name()));
    }

    /** Brings over what a source was compiled to. */
    void copy(Source source, CompiledFolder to) throws IOException {
        List<String> files = classes.getOrDefault(source.name(), List.of());
        for (String file : files) {
            Path target = to.folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(folder.resolve(file), target);
        }
        to.hashes.put(source.name(), source.hash());
        to.classes.put(source.name(), files);
    }

    /** The simple names of the classes of some sources: what other sources would call them. */
    Set<String> simpleNames(Set<String> sources) {
        return sources.stream()
                .flatMap(name -> classes.getOrDefault(name, List.of()).stream())
                .map(file -> file.replaceFirst(".*[/$]", "").replace(".class", ""))
                .collect(Collectors.toSet());
    }
}
