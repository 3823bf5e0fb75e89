// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads migrations from a class path of their own. Of the tool's classes they see what they are written against and
 * nothing else, so that a library of theirs never meets another version of it in the tool.
 */
public final class MigrationClassLoader extends URLClassLoader {

    private static final List<String> SHARED = List.of(
            "dev.migrator.migration.",
            "dev.migrator.listen.",
            "dev.migrator.outcome.",
            "dev.migrator.plan.",
            "dev.migrator.graph.",
            "dev.migrator.revision.",
            "org.jooq.",
            "org.postgresql.",
            "io.r2dbc.",
            "org.reactivestreams.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader tool;

    /**
     * Takes the class path.
     *
     * @param classpath folders of classes and jar files
     */
    public MigrationClassLoader(List<Path> classpath) {
        super(classpath.stream().map(MigrationClassLoader::url).toArray(URL[]::new), getPlatformClassLoader());
        this.tool = MigrationClassLoader.class.getClassLoader();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return SHARED.stream().anyMatch(name::startsWith) ? tool.loadClass(name) : super.loadClass(name, resolve);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("every file has a URL: " + entry, e);
        }
    }
}
