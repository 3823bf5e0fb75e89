// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import dev.migrator.Migrator;
import io.github.classgraph.ClassGraph;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.NullMarked;
import org.objectweb.asm.ClassReader;
import org.postgresql.Driver;
import org.reactivestreams.Publisher;

/** The jars that an application gets by depending on the library, the library's own first. */
public final class LibraryJars {

    private static final List<Class<?>> ONE_OF_EACH = List.of(
            Migrator.class,
            DSLContext.class,
            Publisher.class,
            ConnectionFactory.class,
            ClassGraph.class,
            ClassReader.class,
            Driver.class,
            NullMarked.class);

    private LibraryJars() {}

    /** Finds them; one that is a folder yet becomes a jar in the given folder. */
    public static List<Path> in(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Class<?> type : ONE_OF_EACH) {
            Path origin = origin(type);
            jars.add(Files.isDirectory(origin) ? packed(origin, folder.resolve("migrator-core.jar")) : origin);
        }
        return jars;
    }

    /** Gives the jar or folder that a class comes from. */
    public static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file: " + type, e);
        }
    }

    /** An IDE runs the tests on the folder of classes, with the manifest nowhere. */
    private static Path packed(Path classes, Path jar) throws IOException {
        try (JarWriter writer = new JarWriter(jar, Map.of("Automatic-Module-Name", "dev.migrator.core"))) {
            writer.folder(classes, "");
        }
        return jar;
    }
}
