// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A file of what is remembered: a line that says by which version it was written, with a checksum of all that follows, then
 * for each place a line with its stamp and one for each revision. What cannot be read, or was written by another version, is
 * as if it were not there.
 *
 * @param folder where such files are
 * @param project which of them it is
 */
record IndexFile(Path folder, String project) {

    /** To be counted up when what is remembered of the same files comes to be something else within one version. */
    private static final String HEADER = "migrator index 4 "
            + Objects.requireNonNullElse(IndexFile.class.getPackage().getImplementationVersion(), "development") + " ";

    private static final String PREFIX = "index-";
    private static final int KEPT = 64;
    private static final int LARGEST = 64 << 20;

    private Path path() {
        return folder.resolve(PREFIX + Hash.of(project));
    }

    Map<String, RevisionIndex.Entry> read() {
        try {
            byte[] bytes = Files.readAllBytes(path());
            int end = 0;
            while (bytes[end] != '\n') {
                end++;
            }
            return new String(bytes, 0, end, StandardCharsets.UTF_8).equals(header(bytes, end + 1))
                    ? entries(new IndexText(new String(bytes, end + 1, bytes.length - end - 1, StandardCharsets.UTF_8)))
                    : Map.of();
        } catch (IOException | RuntimeException unreadable) {
            return Map.of();
        }
    }

    private static String header(byte[] bytes, int from) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, bytes.length - from);
        return HEADER + Long.toHexString(sum.getValue());
    }

    private static Map<String, RevisionIndex.Entry> entries(IndexText text) {
        Map<String, RevisionIndex.Entry> entries = new HashMap<>();
        while (text.hasMore()) {
            entries.put(text.field(), text.entry());
        }
        return entries;
    }

    /** Whoever reads it meanwhile has the one before; of two that write it at once, one is kept. */
    void write(Map<String, RevisionIndex.Entry> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach((place, entry) -> IndexText.write(place, entry, text));
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        if (body.length > LARGEST) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, PREFIX, ".new");
            try {
                Files.write(fresh, List.of(header(body, 0)));
                Files.write(fresh, body, StandardOpenOption.APPEND);
                Files.move(fresh, path(), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            forgetOld();
        } catch (IOException | SecurityException unwritable) {
            // The next process finds out again what this one did.
        }
    }

    /** Of projects that are gone, and of processes that were ended while they wrote. */
    private void forgetOld() throws IOException {
        File[] all = Objects.requireNonNullElse(
                folder.toFile().listFiles((where, name) -> name.startsWith(PREFIX)), new File[0]);
        Arrays.sort(all, Comparator.comparing(File::lastModified).reversed());
        for (File old : Stream.of(all).skip(KEPT).toList()) {
            Files.deleteIfExists(old.toPath());
        }
    }
}
