// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of the tool's own class path sources are compiled against. No class is loaded for it. */
final class ToolClasses {

    /** One class of each jar. */
    private static final List<String> NEEDED = List.of(
            "dev/migrator/migration/Migration.class",
            "org/jooq/DSLContext.class",
            "org/reactivestreams/Publisher.class",
            "io/r2dbc/spi/ConnectionFactory.class",
            "org/jspecify/annotations/NullMarked.class",
            "org/postgresql/Driver.class");

    private ToolClasses() {}

    static String path(Path own, List<Path> classpath) throws IOException {
        return Stream.of(Stream.of(own), classpath.stream(), jars().stream())
                .flatMap(paths -> paths)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What else but the sources the classes depend on: compiler and class path. */
    static String conditions(List<Path> classpath) throws IOException {
        StringBuilder conditions = new StringBuilder(Runtime.version().toString());
        for (Path entry : Stream.concat(jars().stream(), classpath.stream()).toList()) {
            conditions
                    .append('\n')
                    .append(entry)
                    .append(' ')
                    .append(Files.size(entry))
                    .append(' ')
                    .append(newest(entry));
        }
        return conditions.toString();
    }

    /** A folder is as new as the newest file in it. */
    private static long newest(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return Files.getLastModifiedTime(entry).toMillis();
        }
        try (Stream<Path> files = Files.walk(entry)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        }
    }

    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String name : NEEDED) {
            URL url = ToolClasses.class.getClassLoader().getResource(name);
            if (url != null) {
                jars.add(root(url, name));
            }
        }
        return jars.stream().distinct().toList();
    }

    private static Path root(URL url, String name) throws IOException {
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            String file = url.toURI().toString();
            return Path.of(URI.create(file.substring(0, file.length() - name.length())));
        } catch (URISyntaxException e) {
            throw new IOException("not a file: " + url, e);
        }
    }
}
