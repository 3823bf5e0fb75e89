// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Place;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where classes are written, as their class files tell: a class file names its source, and the lines of its code, but none
 * of an annotation. The first of these, as a rule, is the one on which the class is declared.
 *
 * @param folders the folders in which the sources are, if that is known
 */
record ClassSources(List<Path> folders) {

    /** The sources are anywhere: of their paths, what the package says is known. */
    static final ClassSources ELSEWHERE = new ClassSources(List.of());

    ClassSources {
        folders = List.copyOf(folders);
    }

    Place place(ClassInfo type) {
        @Nullable String name = type.getSourceFile();
        if (name == null) {
            return Place.UNKNOWN;
        }
        String packages = type.getPackageName().replace('.', '/');
        String below = packages.isEmpty() ? name : packages + "/" + name;
        String file = folders.stream()
                .map(folder -> folder.resolve(below))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Path::toString)
                .orElse(below);
        return new Place(file, line(type));
    }

    /** The constructor that nobody wrote is on the line of its class. */
    private static int line(ClassInfo type) {
        return type.getDeclaredMethodAndConstructorInfo().stream()
                .mapToInt(MethodInfo::getMinLineNum)
                .filter(line -> line > 0)
                .min()
                .orElse(0);
    }
}
