// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.Objects;

/**
 * Where something is written.
 *
 * @param file the file: its path, or as much of it as is known; empty where nobody knows
 * @param line the line, from 1; 0 where nobody knows
 */
public record Place(String file, int line) {

    /** Nobody knows where. */
    public static final Place UNKNOWN = new Place("", 0);

    /** Insists on what is needed. */
    public Place {
        Objects.requireNonNull(file, "file");
    }

    /** Whether anybody knows the file. */
    public boolean isKnown() {
        return !file.isEmpty();
    }

    /** Another line of the same file. */
    public Place at(int other) {
        return new Place(file, other);
    }

    /** The same without the folders of the file. */
    public Place inItsFolder() {
        return new Place(file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1), line);
    }

    /** The file and the line, as {@code db/words.sql:3}; the file alone where the line is not known. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
