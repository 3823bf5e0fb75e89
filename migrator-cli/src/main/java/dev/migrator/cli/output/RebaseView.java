// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.draft.Rebase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A revision and its new parent.
 *
 * @param rebase the revision and the parent
 * @param file its source
 * @param compiles whether the tool compiles what has to be compiled
 */
public record RebaseView(Rebase rebase, Path file, boolean compiles) implements View {

    @Override
    public void print(Printer out) {
        Style style = out.style();
        String revision = "revision " + style.id(rebase.revision().id());
        if (rebase.isEmpty()) {
            out.line("nothing to do: " + revision + " is on " + Steps.place(style, rebase.parents()) + " already");
            return;
        }
        out.line(revision + " is now on " + Steps.place(style, rebase.parents()) + ", no longer on "
                + Steps.place(style, rebase.revision().downRevisions()) + ", in " + file);
        out.line("Next: " + (compiles ? "" : "compile it, then ") + "run upgrade.");
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", rebase.revision().id().value());
        shape.put("from", Shapes.ids(rebase.revision().downRevisions()));
        shape.put("to", Shapes.ids(rebase.parents()));
        shape.put("changed", !rebase.isEmpty());
        shape.put("file", file.toString());
        return Map.of("rebase", shape);
    }
}
