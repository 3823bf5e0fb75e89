// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Checked;
import java.io.IOException;
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
        try {
            return decoded(Files.readAllBytes(file), file)
                    .flatMap(text -> SqlRevision.parse(
                            text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, file.toString()));
        } catch (IOException failure) {
            return Checked.unsound(SqlIssue.unreadable(failure).in(file.toString()));
        }
    }

    private static Checked<String, SqlIssue> decoded(byte[] bytes, Path file) {
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            return Checked.unsound(SqlIssue.notUtf8(line).in(file.toString()));
        }
        return Checked.sound(text.toString());
    }
}
