// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.sql.SqlFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Makes the fingerprints of the code of revisions: of a class with all that is nested in it, or of a SQL file. Nothing is
 * loaded. Not thread-safe.
 */
public final class CodeFingerprints {

    private static final String COMPILER = "Build-Jdk-Spec";

    private final InstanceRevisions instances;
    private final ClassLoader classLoader;
    private final Map<String, String> compilers = new HashMap<>();

    /**
     * Takes what knows the code.
     *
     * @param instances migrations that are there already
     * @param classLoader finds the classes of the others, and resources
     */
    public CodeFingerprints(InstanceRevisions instances, ClassLoader classLoader) {
        this.instances = instances;
        this.classLoader = classLoader;
    }

    /**
     * Gives the fingerprint of a revision; nothing where its code cannot be read, as in a native image.
     *
     * @param revision the revision
     */
    public Optional<Fingerprint> of(RevisionDescriptor revision) {
        return revision.className().isEmpty() ? ofSqlFile(revision) : ofClasses(revision.className());
    }

    private Optional<Fingerprint> ofSqlFile(RevisionDescriptor revision) {
        return SqlFile.body(revision.location(), classLoader)
                .fold(text -> Optional.of(Fingerprint.ofSqlFile(Hash.whole(text))), unreadable -> Optional.empty());
    }

    private Optional<Fingerprint> ofClasses(String className) {
        ClassLoader loader = loader(className);
        try {
            Map<String, ClassText> classes = read(className.replace('.', '/'), loader);
            if (classes.isEmpty()) {
                return Optional.empty();
            }
            StringBuilder text = new StringBuilder();
            classes.values().forEach(each -> each.writeTo(text));
            return Optional.of(Fingerprint.ofClasses(
                    Hash.whole(text.toString()),
                    classes.values().stream().mapToInt(ClassText::release).max().orElse(0),
                    compiler(className.replace('.', '/') + ".class", loader),
                    classes.values().stream().anyMatch(ClassText::varies)));
        } catch (IOException | IllegalArgumentException unreadable) {
            // ASM throws the latter at classes of a Java that is newer than itself.
            return Optional.empty();
        }
    }

    private ClassLoader loader(String className) {
        return instances
                .named(className)
                .map(instance -> instance.getClass().getClassLoader())
                .orElse(classLoader);
    }

    /**
     * Tells whether a revision looks at the clock, at random numbers or at where it runs, so that it may send something else
     * another time; of a class that cannot be read nothing is known.
     *
     * @param revision the revision
     */
    public boolean isOfTheMoment(RevisionDescriptor revision) {
        String className = revision.className();
        try {
            return read(className.replace('.', '/'), loader(className)).values().stream()
                    .anyMatch(ClassText::isOfTheMoment);
        } catch (IOException | IllegalArgumentException unreadable) {
            return true;
        }
    }

    /** The class and what is nested in it, however deep, by name. */
    private static Map<String, ClassText> read(String className, ClassLoader loader) throws IOException {
        Map<String, ClassText> classes = new TreeMap<>();
        ArrayDeque<String> open = new ArrayDeque<>();
        open.add(className);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (!classes.containsKey(next)) {
                try (InputStream in = loader.getResourceAsStream(next + ".class")) {
                    if (in != null) {
                        ClassText text = ClassText.of(in.readAllBytes());
                        classes.put(next, text);
                        open.addAll(text.nested());
                    }
                }
            }
        }
        return classes;
    }

    /** What the manifest beside the classes says of their compiler; empty where it says nothing. */
    private String compiler(String resource, ClassLoader loader) {
        URL url = loader.getResource(resource);
        String address = Objects.toString(url, "");
        return address.endsWith(resource)
                ? compilers.computeIfAbsent(
                        address.substring(0, address.length() - resource.length()), CodeFingerprints::compilerIn)
                : "";
    }

    private static String compilerIn(String root) {
        try {
            URLConnection connection =
                    URI.create(root + CompiledFolder.MANIFEST).toURL().openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                @Nullable String found = new Manifest(in).getMainAttributes().getValue(COMPILER);
                return found == null ? "" : found;
            }
        } catch (IOException | IllegalArgumentException none) {
            return "";
        }
    }
}
