// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files of SQL revisions: UTF-8, with or without a byte-order mark, with the line ends of any system. */
public final class SqlFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SqlFile() {}

    /**
     * Reads a file, or tells all that is wrong with it.
     *
     * @param file the file
     */
    public static Checked<SqlRevision, SqlIssue> read(Path file) {
        return bytes(file).flatMap(bytes -> read(bytes, file.toString()));
    }

    /**
     * Gives the bytes of a file, or tells why it cannot be read.
     *
     * @param file the file
     */
    public static Checked<byte[], SqlIssue> bytes(Path file) {
        try {
            return Checked.sound(Files.readAllBytes(file));
        } catch (IOException failure) {
            return Checked.unsound(SqlIssue.unreadable(failure).in(file.toString()));
        }
    }

    /**
     * Reads what a location names: a file, or behind {@link RevisionDescriptor#CLASSPATH} a resource.
     *
     * @param location the location of a descriptor
     * @param loader finds resources
     */
    public static Checked<SqlRevision, SqlIssue> read(String location, ClassLoader loader) {
        return text(location, loader).flatMap(text -> SqlRevision.parse(text.replace("\r\n", "\n"), location));
    }

    /**
     * Reads the hook that a location names, as {@link #read(String, ClassLoader)} does.
     *
     * @param location the location of a descriptor
     * @param name what the hook is called
     * @param loader finds resources
     */
    public static Checked<SqlRevision, SqlIssue> readHook(String location, String name, ClassLoader loader) {
        return text(location, loader)
                .flatMap(text -> SqlRevision.parseHook(text.replace("\r\n", "\n"), name, location));
    }

    /**
     * Gives what tells one script from another: its text but for the header, which says where the script stands and not
     * what it does, and for empty lines at its end; with line feeds at the ends of lines.
     *
     * @param location the location of a descriptor
     * @param loader finds resources
     */
    public static Checked<String, SqlIssue> body(String location, ClassLoader loader) {
        return text(location, loader).map(SqlFile::body);
    }

    /**
     * Gives the same of bytes that were read already.
     *
     * @param bytes the bytes
     * @param location where they come from
     */
    public static Checked<String, SqlIssue> body(byte[] bytes, String location) {
        return text(bytes, location).map(SqlFile::body);
    }

    private static String body(String text) {
        String script = SqlHeader.without(text.indexOf('\r') < 0 ? text : text.replaceAll("\r\n?", "\n"));
        int end = script.length();
        while (end > 0 && script.charAt(end - 1) == '\n') {
            end--;
        }
        return script.substring(0, end);
    }

    /**
     * Reads the bytes of a file, or tells all that is wrong with them.
     *
     * @param bytes the bytes
     * @param location where they come from
     */
    public static Checked<SqlRevision, SqlIssue> read(byte[] bytes, String location) {
        return text(bytes, location).flatMap(text -> SqlRevision.parse(text, location));
    }

    private static Checked<String, SqlIssue> text(String location, ClassLoader loader) {
        try (InputStream in = open(location, loader)) {
            return text(in.readAllBytes(), location);
        } catch (IOException failure) {
            return Checked.unsound(SqlIssue.unreadable(failure).in(location));
        }
    }

    private static InputStream open(String location, ClassLoader loader) throws IOException {
        if (!location.startsWith(RevisionDescriptor.CLASSPATH)) {
            return Files.newInputStream(Path.of(location));
        }
        InputStream in = loader.getResourceAsStream(location.substring(RevisionDescriptor.CLASSPATH.length()));
        if (in == null) {
            throw new FileNotFoundException("the class loader does not give it; in a module, its package must be open");
        }
        return in;
    }

    private static Checked<String, SqlIssue> text(byte[] bytes, String location) {
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            return Checked.unsound(SqlIssue.notUtf8(line).in(location));
        }
        String script = text.toString();
        return Checked.sound(script.startsWith(BYTE_ORDER_MARK) ? script.substring(1) : script);
    }
}
