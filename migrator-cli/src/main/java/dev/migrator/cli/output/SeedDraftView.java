// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.draft.DraftFolder;
import dev.migrator.draft.SeedDraft;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new seed and its file.
 *
 * @param draft the seed
 * @param written its file
 * @param compiles whether the tool compiles what has to be compiled
 */
public record SeedDraftView(SeedDraft draft, DraftFolder.Written written, boolean compiles) implements View {

    @Override
    public void print(Printer out) {
        boolean compiled = compiles || written.className().isEmpty();
        out.line("seed " + out.style().id(draft.name()) + " written to " + written.file());
        out.line("Next: write its apply and remove, " + (compiled ? "" : "compile, ") + "then run seed apply "
                + draft.name() + ".");
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("name", draft.name().value());
        shape.put("profiles", draft.profiles());
        shape.put("dependsOn", draft.dependsOn());
        shape.put("after", draft.after());
        shape.put("message", draft.message());
        shape.put("class", written.className());
        shape.put("file", written.file().toString());
        return Map.of("seed", shape);
    }
}
