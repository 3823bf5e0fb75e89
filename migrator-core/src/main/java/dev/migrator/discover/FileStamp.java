// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from what it was before, without opening it. Contents and time of modification can be made what they
 * were by anybody ({@code touch -r}, {@code cp -p}); the time of the last change of any kind is the system's own. Times are
 * nanoseconds since 1970; what a file system does not know is 0.
 *
 * @param size in bytes
 * @param modified when the contents were last written, as far as the file says
 * @param changed when anything of the file was last changed
 * @param inode which file it is
 */
record FileStamp(long size, long modified, long changed, long inode) {

    /** The coarsest clock of a file system that is in use, that of FAT. */
    private static final long TICK = TimeUnit.SECONDS.toNanos(2);

    private static final String UNIX = "unix";
    private static final int HEXADECIMAL = 16;

    /**
     * Gives the stamp of a regular file, behind links; nothing of anything else, or where there is nothing.
     *
     * @param file the file
     */
    static Optional<FileStamp> of(Path file) throws IOException {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains(UNIX) ? ofUnix(file) : ofAny(file);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static Optional<FileStamp> ofUnix(Path file) throws IOException {
        Map<String, Object> said = Files.readAttributes(file, UNIX + ":isRegularFile,size,lastModifiedTime,ctime,ino");
        return Boolean.TRUE.equals(said.get("isRegularFile"))
                ? Optional.of(new FileStamp(
                        number(said.get("size")),
                        nanos(said.get("lastModifiedTime")),
                        nanos(said.get("ctime")),
                        number(said.get("ino"))))
                : Optional.empty();
    }

    private static Optional<FileStamp> ofAny(Path file) throws IOException {
        BasicFileAttributes said = Files.readAttributes(file, BasicFileAttributes.class);
        return said.isRegularFile()
                ? Optional.of(new FileStamp(said.size(), nanos(said.lastModifiedTime()), 0, 0))
                : Optional.empty();
    }

    private static long number(@Nullable Object said) {
        return ((Number) Objects.requireNonNull(said)).longValue();
    }

    private static long nanos(@Nullable Object said) {
        return ((FileTime) Objects.requireNonNull(said)).to(TimeUnit.NANOSECONDS);
    }

    /**
     * Whether every later change would make another stamp: one within the same tick of the file system's clock need not, nor
     * one of a file of which nobody knows when it was changed.
     *
     * @param now the moment before the file was looked at
     */
    boolean isSettledAt(long now) {
        return changed != 0 && changed < now - TICK;
    }

    /** All of it, to be compared. */
    String text() {
        return Long.toString(size, HEXADECIMAL)
                + '-'
                + Long.toString(modified, HEXADECIMAL)
                + '-'
                + Long.toString(changed, HEXADECIMAL)
                + '-'
                + Long.toString(inode, HEXADECIMAL);
    }
}
