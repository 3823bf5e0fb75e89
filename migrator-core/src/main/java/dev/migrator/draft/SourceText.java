// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a revision or a seed says of itself, as Java. */
final class SourceText {

    private static final int WIDEST = 105;

    private static final Pattern IMPORT =
            Pattern.compile("^import dev\\.migrator\\.migration\\.Revision;", Pattern.MULTILINE);

    private SourceText() {}

    /** On one line where that is short enough, else an element a line. */
    static String annotation(Draft draft) {
        List<String> elements = new ArrayList<>();
        elements.add("id = " + literal(draft.id().value()));
        element(
                        "downRevision",
                        draft.downRevisions().stream().map(RevisionId::value).toList())
                .ifPresent(elements::add);
        element("dependsOn", draft.dependsOn()).ifPresent(elements::add);
        element("branchLabels", draft.branchLabels()).ifPresent(elements::add);
        if (draft.phase() != Phase.EXPAND) {
            elements.add("phase = Phase." + draft.phase().name());
        }
        elements.add("message = " + literal(draft.message()));
        return annotation("Revision", elements);
    }

    /** A template imports what it names itself; what else the annotation names comes along where that is seen, or in full. */
    static String withImports(String source, Draft draft) {
        if (draft.phase() == Phase.EXPAND) {
            return source;
        }
        return IMPORT.matcher(source).find()
                ? IMPORT.matcher(source)
                        .replaceFirst("import dev.migrator.migration.Phase;\nimport dev.migrator.migration.Revision;")
                : source.replace("phase = Phase.", "phase = dev.migrator.migration.Phase.");
    }

    static String annotation(SeedDraft draft) {
        List<String> elements = new ArrayList<>();
        elements.add("name = " + literal(draft.name().value()));
        element("profiles", draft.profiles()).ifPresent(elements::add);
        element("dependsOn", draft.dependsOn()).ifPresent(elements::add);
        element("after", draft.after()).ifPresent(elements::add);
        elements.add("message = " + literal(draft.message()));
        return annotation("Seed", elements);
    }

    private static String annotation(String name, List<String> elements) {
        String line = String.join(", ", elements);
        return "@" + name + "("
                + (line.length() <= WIDEST ? line : "\n        " + String.join(",\n        ", elements))
                + ")";
    }

    private static Optional<String> element(String name, List<String> values) {
        String list = values.stream().map(SourceText::literal).collect(Collectors.joining(", "));
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(name + " = " + (values.size() == 1 ? list : "{" + list + "}"));
    }

    /** Characters that a reader cannot see, or that would break the line, are escaped; the rest is kept as written. */
    static String literal(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (Character.getType(c) == Character.FORMAT || Character.isISOControl(c)) {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
