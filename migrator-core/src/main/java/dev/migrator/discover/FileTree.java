// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/** The files with an ending in a folder and the folders inside it. */
final class FileTree {

    private FileTree() {}

    /** Does something with a file. */
    @FunctionalInterface
    interface Use {
        void of(Path file) throws IOException;
    }

    /**
     * Goes through them, in no particular order. Links to folders are not followed.
     *
     * @param folder the folder
     * @param ending how their names end, in lower case
     * @param use what is done with each
     */
    static void visit(Path folder, String ending, Use use) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes itself) throws IOException {
                String name = file.toString();
                if (name.endsWith(ending) || name.toLowerCase(Locale.ROOT).endsWith(ending)) {
                    use.of(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
