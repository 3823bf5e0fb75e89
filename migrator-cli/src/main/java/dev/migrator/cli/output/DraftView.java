// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.draft.Draft;
import dev.migrator.draft.DraftFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new revision and its file.
 *
 * @param draft the revision
 * @param written its file
 * @param compiles whether the tool compiles what has to be compiled
 */
public record DraftView(Draft draft, DraftFolder.Written written, boolean compiles) implements View {

    @Override
    public void print(Printer out) {
        Style style = out.style();
        out.line((draft.isMerge() ? "merge " : "revision ") + style.id(draft.id()) + " on "
                + Steps.place(style, draft.downRevisions()) + " written to " + written.file());
        out.line(
                draft.isMerge()
                        ? "Next: " + (compiles ? "" : "compile it, then ") + "run upgrade."
                        : "Next: write its upgrade and downgrade, " + (compiles ? "" : "compile, ")
                                + "then run upgrade.");
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", draft.id().value());
        shape.put("parents", Shapes.ids(draft.downRevisions()));
        shape.put("dependsOn", draft.dependsOn());
        shape.put("labels", draft.branchLabels());
        shape.put("phase", draft.phase().label());
        shape.put("message", draft.message());
        shape.put("class", written.className());
        shape.put("file", written.file().toString());
        return Map.of("revision", shape);
    }
}
