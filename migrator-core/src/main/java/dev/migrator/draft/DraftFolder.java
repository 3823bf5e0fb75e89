// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** The folder of a package where the classes of new revisions are written. */
public final class DraftFolder {

    private static final String SUFFIX = ".java";
    private static final int ATTEMPTS = 100;

    private final String packageName;
    private final Path folder;
    private final DraftTemplates templates;

    /**
     * Names a package; nothing is looked at yet.
     *
     * @param sources the root folder of the sources
     * @param packageName the package; empty for classes without one, right in the root folder
     * @param templates how files are named, and what is in them
     */
    public DraftFolder(Path sources, String packageName, DraftTemplates templates) {
        this.packageName = packageName;
        this.templates = templates;
        this.folder = sources.resolve(packageName.replace('.', '/'));
    }

    /**
     * A file that was written.
     *
     * @param file the file
     * @param className the class in it, with its package; empty where it is SQL
     */
    public record Written(Path file, String className) {}

    /**
     * Gives the classes in the folder that carry a revision by their text and are not among those compiled.
     *
     * @param compiled what the code has
     */
    public List<String> uncompiled(Collection<RevisionDescriptor> compiled) {
        List<String> known =
                compiled.stream().map(RevisionDescriptor::className).toList();
        return names().stream()
                .filter(name -> !known.contains(qualified(name)))
                .filter(this::carriesRevision)
                .sorted()
                .toList();
    }

    /**
     * Writes the class of a draft into a file of its own; a file that exists is never touched.
     *
     * @param draft what to write
     * @param compiled what the code has, whose class names are avoided
     */
    public Checked<Written, Problem> write(Draft draft, Collection<RevisionDescriptor> compiled) {
        return writeJava(templates.className(draft), compiled, name -> templates.java(draft, packageName, name));
    }

    /**
     * Writes the class of a seed into a file of its own; a file that exists is never touched.
     *
     * @param draft what to write
     * @param compiled what the code has, whose class names are avoided
     */
    public Checked<Written, Problem> write(SeedDraft draft, Collection<RevisionDescriptor> compiled) {
        String words = Slug.of(draft.name().value()).camel();
        return writeJava(
                words.isEmpty() ? "NewSeed" : words + "Seed",
                compiled,
                name -> Checked.sound(draft.java(packageName, name)));
    }

    private Checked<Written, Problem> writeJava(
            String wanted, Collection<RevisionDescriptor> compiled, Function<String, Checked<String, Problem>> text) {
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
            return Checked.unsound(DraftIssue.illegalPackage(packageName));
        }
        Optional<Problem> noFolder = makeFolder();
        if (noFolder.isPresent()) {
            return Checked.unsound(noFolder.get());
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Checked<Written, Problem>> written = tryToWrite(wanted, compiled, text);
            if (written.isPresent()) {
                return written.get();
            }
        }
        return Checked.unsound(DraftIssue.noFolder(folder, "others take every name"));
    }

    /**
     * Writes a seed as a SQL file of its own; a file that exists is never touched.
     *
     * @param draft what to write
     */
    public Checked<Written, Problem> writeSql(SeedDraft draft) {
        return writeSql("seed_" + draft.name(), draft.sql());
    }

    /**
     * Writes a draft as a SQL file of its own; a file that exists is never touched.
     *
     * @param draft what to write
     */
    public Checked<Written, Problem> writeSql(Draft draft) {
        return templates.sql(draft).fold(text -> writeSql(templates.sqlName(draft), text), Checked.Unsound::new);
    }

    /**
     * Writes a revision with what it does as a SQL file of its own; a file that exists is never touched.
     *
     * @param draft what to write
     */
    public Checked<Written, Problem> writeSql(SqlDraft draft) {
        return writeSql(templates.sqlName(draft.draft()), draft.text());
    }

    private Checked<Written, Problem> writeSql(String name, String text) {
        Optional<Problem> noFolder = makeFolder();
        if (noFolder.isPresent()) {
            return Checked.unsound(noFolder.get());
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Path file = folder.resolve(name + (attempt == 1 ? "" : "_" + attempt) + ".sql");
            Optional<Checked<Path, Problem>> written = NewFile.write(file, text);
            if (written.isPresent()) {
                return written.get().map(made -> new Written(made, ""));
            }
        }
        return Checked.unsound(DraftIssue.noFolder(folder, "others take every name"));
    }

    private Optional<Problem> makeFolder() {
        try {
            Files.createDirectories(folder);
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(DraftIssue.noFolder(folder, why(failure)));
        }
    }

    /** Empty where somebody took the name in this very moment. */
    private Optional<Checked<Written, Problem>> tryToWrite(
            String wanted, Collection<RevisionDescriptor> compiled, Function<String, Checked<String, Problem>> text) {
        List<String> taken = new ArrayList<>(names());
        compiled.stream()
                .map(RevisionDescriptor::className)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .forEach(taken::add);
        String name = new ClassNames(taken).of(wanted);
        return text.apply(name)
                .fold(
                        content -> NewFile.write(folder.resolve(name + SUFFIX), content)
                                .map(written -> written.map(file -> new Written(file, qualified(name)))),
                        problems -> Optional.of(new Checked.Unsound<>(problems)));
    }

    private String qualified(String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    private boolean carriesRevision(String name) {
        try {
            String text = Files.readString(folder.resolve(name + SUFFIX), StandardCharsets.ISO_8859_1);
            return text.contains("@Revision(") && text.contains("implements Migration");
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The names of the classes in the folder; none where it does not exist or may not be read. */
    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    static String why(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "no permission";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
