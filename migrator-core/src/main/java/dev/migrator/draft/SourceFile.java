// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import javax.tools.ToolProvider;

/** The file of a revision that exists, in which no more is changed than has to be. */
public final class SourceFile {

    private final Path file;

    /**
     * Names the file; nothing is looked at yet.
     *
     * @param file the file
     */
    public SourceFile(Path file) {
        this.file = file;
    }

    /** Gives the file. */
    public Path path() {
        return file;
    }

    /**
     * Gives a revision its new parent. The file is replaced as a whole, so that nobody ever sees half of it; every byte
     * but those of the value of {@code downRevision} stays as it was. Where the parent is the same, the file is only checked.
     *
     * @param rebase what to change
     */
    public Checked<Path, Problem> write(Rebase rebase) {
        boolean sql = file.toString().endsWith(".sql");
        if (!sql && ToolProvider.getSystemJavaCompiler() == null) {
            return Checked.unsound(DraftIssue.noCompiler());
        }
        try {
            byte[] before = Files.readAllBytes(file);
            Charset charset = charsetOf(before);
            String text = new String(before, charset);
            Checked<String, Problem> after =
                    sql ? new HeaderEdit(file, text).apply(rebase) : new AnnotationEdit(file, text).apply(rebase);
            return after.flatMap(
                    changed -> rebase.isEmpty() ? Checked.sound(file) : replace(changed.getBytes(charset)));
        } catch (IOException failure) {
            return Checked.unsound(DraftIssue.notWritten(file, DraftFolder.why(failure)));
        }
    }

    /** What is not UTF-8 is read and written byte by byte: what is put in is plain ASCII. */
    private static Charset charsetOf(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException another) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private Checked<Path, Problem> replace(byte[] text) {
        try {
            Path real = file.toRealPath();
            Path fresh =
                    Files.createTempFile(real.getParent(), real.getFileName().toString(), ".new");
            try {
                Files.write(fresh, text);
                if (Files.getFileStore(real).supportsFileAttributeView(PosixFileAttributeView.class)) {
                    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(real));
                }
                Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return Checked.sound(file);
        } catch (IOException failure) {
            return Checked.unsound(DraftIssue.notWritten(file, DraftFolder.why(failure)));
        }
    }
}
