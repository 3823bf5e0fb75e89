// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file that is written whole or not at all, and never over another. */
final class NewFile {

    private NewFile() {}

    /** Empty where there is one already. */
    static Optional<Checked<Path, Problem>> write(Path file, String text) {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException taker) {
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(Checked.unsound(DraftIssue.notWritten(file, DraftFolder.why(failure))));
        }
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
            return Optional.of(Checked.sound(file));
        } catch (IOException failure) {
            return Optional.of(Checked.unsound(DraftIssue.notWritten(file, DraftFolder.why(failure) + remove(file))));
        }
    }

    private static String remove(Path file) {
        try {
            Files.deleteIfExists(file);
            return "";
        } catch (IOException failure) {
            return "; and it cannot be removed: " + DraftFolder.why(failure);
        }
    }
}
