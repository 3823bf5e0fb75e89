// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** The files with an ending in a folder and the folders inside it. The system is asked once for each, where a walk of the JDK asks twice. */
final class FileTree {

    private FileTree() {}

    /** Does something with what is called like a file, and tells whether it is one. */
    @FunctionalInterface
    interface Use {
        boolean of(Path file) throws IOException;
    }

    /**
     * Goes through them, in no particular order. Links to folders are not followed.
     *
     * @param start the folder; it may be a file itself
     * @param ending how their names end, in lower case
     * @param use what is done with each
     */
    static void visit(Path start, String ending, Use use) throws IOException {
        if (Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
            inside(start, ending, use);
        } else if (Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
            look(start, ending, use);
        } else {
            throw new NoSuchFileException(start.toString());
        }
    }

    private static void inside(Path folder, String ending, Use use) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                look(each, ending, use);
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static void look(Path path, String ending, Use use) throws IOException {
        String name = path.toString();
        boolean called = name.endsWith(ending) || name.toLowerCase(Locale.ROOT).endsWith(ending);
        if (!(called && use.of(path)) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            inside(path, ending, use);
        }
    }
}
