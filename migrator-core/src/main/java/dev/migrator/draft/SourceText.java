// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The source of a new revision's class; it compiles as it is. */
final class SourceText {

    private static final int WIDEST = 105;

    private SourceText() {}

    static String of(Draft draft, String packageName, String className) {
        String up = draft.isMerge()
                ? "// Joins the lines below; add statements only where they do not fit each other."
                : "// What this revision does, for example: db.alterTable(\"users\").addColumn(...).execute();";
        String down = draft.isMerge()
                ? "// Parts the lines again; undo here what upgrade does."
                : "// The way back. Remove this method if there is none: the revision is then irreversible.";
        return """
                %simport dev.migrator.migration.Migration;
                import dev.migrator.migration.Revision;
                import org.jooq.DSLContext;

                @Revision(%s)
                public final class %s implements Migration {

                    @Override
                    public void upgrade(DSLContext db) {
                        %s
                    }

                    @Override
                    public void downgrade(DSLContext db) {
                        %s
                    }
                }
                """.formatted(
                        packageName.isEmpty() ? "" : "package " + packageName + ";\n\n",
                        annotation(draft),
                        className,
                        up,
                        down);
    }

    /** On one line where that is short enough, else an element a line. */
    private static String annotation(Draft draft) {
        List<String> elements = new ArrayList<>();
        elements.add("id = " + literal(draft.id().value()));
        element(
                        "downRevision",
                        draft.downRevisions().stream().map(RevisionId::value).toList())
                .ifPresent(elements::add);
        element("dependsOn", draft.dependsOn()).ifPresent(elements::add);
        element("branchLabels", draft.branchLabels()).ifPresent(elements::add);
        elements.add("message = " + literal(draft.message()));
        String line = String.join(", ", elements);
        return line.length() <= WIDEST ? line : "\n        " + String.join(",\n        ", elements);
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
