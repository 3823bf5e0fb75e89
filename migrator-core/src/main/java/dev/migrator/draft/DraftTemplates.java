// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How the files of new revisions are named, and what is in them before somebody edits them. Immutable. */
public final class DraftTemplates {

    private static final Set<String> PARTS_OF_A_NAME = Set.of("revision", "slug", "date", "time");
    private static final String USUAL_CLASS = "${slug}";
    private static final String USUAL_FILE = "${revision}_${slug}";

    private final Optional<Template> name;
    private final Optional<Path> folder;
    private final Clock clock;

    private DraftTemplates(Optional<Template> name, Optional<Path> folder, Clock clock) {
        this.name = name;
        this.folder = folder;
        this.clock = clock;
    }

    /** Gives those of the tool itself. */
    public static DraftTemplates standard() {
        return new DraftTemplates(Optional.empty(), Optional.empty(), Clock.systemUTC());
    }

    /**
     * Gives those of a project, or what is wrong with the one for names.
     *
     * @param name how files are named, without the ending, as <code>${date}_${slug}</code>; the tool's way, otherwise
     * @param folder where {@code revision.java}, {@code merge.java}, {@code revision.sql} and {@code merge.sql} may be
     * @param clock tells the date in names; read as UTC, so that a team's names agree
     */
    public static Checked<DraftTemplates, Problem> of(Optional<String> name, Optional<Path> folder, Clock clock) {
        Optional<Template> template = name.map(text -> new Template("file-template", text));
        List<Problem> problems = template.map(DraftTemplates::problemsOfName).orElse(List.of());
        return problems.isEmpty()
                ? Checked.sound(new DraftTemplates(template, folder, clock))
                : new Checked.Unsound<>(problems);
    }

    private static List<Problem> problemsOfName(Template name) {
        if (!name.text().replaceAll("\\$\\{[^}]*}", "").matches("[A-Za-z0-9_-]*")) {
            return List.of(DraftIssue.badFileTemplate(name.text()));
        }
        Set<String> needed = name.mentions("slug") || name.mentions("revision") ? Set.<String>of() : Set.of("revision");
        return name.problems(PARTS_OF_A_NAME, needed);
    }

    /** What a class would be called if nothing stood in the way. */
    String className(Draft draft) {
        String words = Slug.of(draft.message()).camel();
        return name(draft, words.isEmpty() ? "Revision" + draft.id().value() : words, USUAL_CLASS);
    }

    String sqlName(Draft draft) {
        return name(draft, Slug.of(draft.message()).snake(), USUAL_FILE);
    }

    private String name(Draft draft, String slug, String usual) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, String> parts = Map.of(
                "revision", draft.id().value(),
                "slug", slug,
                "date", DateTimeFormatter.ofPattern("yyyyMMdd").format(now),
                "time", DateTimeFormatter.ofPattern("HHmmss").format(now));
        return name.orElse(new Template("", usual))
                .fill(parts, Set.of())
                .<String>fold(given -> given, problems -> draft.id().value())
                .replaceAll("^[_-]+|[_-]+$", "");
    }

    Checked<String, Problem> java(Draft draft, String packageName, String className) {
        Map<String, String> values = values(draft);
        values.put("package", packageName.isEmpty() ? "" : "package " + packageName + ";");
        values.put("class", className);
        values.put("annotation", SourceText.annotation(draft));
        Set<String> needed =
                packageName.isEmpty() ? Set.of("annotation", "class") : Set.of("package", "annotation", "class");
        return filled(draft, ".java", values, needed).map(text -> SourceText.withImports(text.stripLeading(), draft));
    }

    Checked<String, Problem> sql(Draft draft) {
        Map<String, String> values = values(draft);
        values.put("header", SqlText.header(draft));
        return filled(draft, ".sql", values, Set.of("header"));
    }

    private static Map<String, String> values(Draft draft) {
        Map<String, String> values = new HashMap<>();
        values.put("revision", draft.id().value());
        values.put(
                "downRevision",
                draft.downRevisions().stream().map(RevisionId::value).collect(Collectors.joining(", ")));
        values.put("message", draft.message());
        return values;
    }

    private Checked<String, Problem> filled(
            Draft draft, String ending, Map<String, String> values, Set<String> needed) {
        try {
            return template((draft.isMerge() ? "merge" : "revision") + ending).fill(values, needed);
        } catch (IOException unreadable) {
            return Checked.unsound(DraftIssue.unreadableTemplate(folder, DraftFolder.why(unreadable)));
        }
    }

    private Template template(String name) throws IOException {
        Optional<Path> own = folder.map(path -> path.resolve(name)).filter(Files::exists);
        if (own.isPresent()) {
            return new Template(
                    own.get().toString(), Files.readString(own.get()).replace("\r\n", "\n"));
        }
        try (InputStream in = Objects.requireNonNull(DraftTemplates.class.getResourceAsStream(name + ".template"))) {
            return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
