// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.net.URLClassLoader;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A class loader with its parents.
 *
 * @param first the loader that is asked
 */
record LoaderChain(ClassLoader first) {

    /** Whether a loader has jars inside of jars on its class path, as that of a Spring Boot application has. */
    boolean readsNestedJars() {
        return loaders()
                .filter(URLClassLoader.class::isInstance)
                .flatMap(loader -> Stream.of(((URLClassLoader) loader).getURLs()))
                .anyMatch(url -> url.getProtocol().equals("jar"));
    }

    /**
     * What ClassGraph is to be given: modules it looks into for a loader that it is given, and not for the parent of one.
     * Given the platform's loader it would read all of Java.
     */
    ClassLoader[] toScan() {
        return loaders()
                .filter(loader -> loader == first || loader != ClassLoader.getPlatformClassLoader())
                .toArray(ClassLoader[]::new);
    }

    private Stream<ClassLoader> loaders() {
        return Stream.iterate(first, Objects::nonNull, ClassLoader::getParent);
    }
}
