// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Writes a jar. Nothing in it is compressed, as jars inside of jars may not be. */
public final class JarWriter implements AutoCloseable {

    private final JarOutputStream out;
    private final Set<String> folders = new HashSet<>();

    public JarWriter(Path jar, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach(manifest.getMainAttributes()::putValue);
        this.out = new JarOutputStream(Files.newOutputStream(jar), manifest);
    }

    /** Puts all files of a folder below a path in the jar, which is empty or ends in a slash. */
    public JarWriter folder(Path folder, String below) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                file(below + folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return this;
    }

    /** Puts the classes of another jar at the root of this one. */
    public JarWriter classesOf(Path jar) throws IOException {
        try (JarFile other = new JarFile(jar.toFile())) {
            List<JarEntry> classes = other.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            for (JarEntry entry : classes) {
                try (InputStream in = other.getInputStream(entry)) {
                    file(entry.getName(), in.readAllBytes());
                }
            }
        }
        return this;
    }

    public JarWriter file(String name, byte[] content) throws IOException {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (folders.add(name.substring(0, slash + 1))) {
                entry(name.substring(0, slash + 1), new byte[0]);
            }
        }
        entry(name, content);
        return this;
    }

    private void entry(String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
