// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.Script;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a script.
 *
 * @param script the script
 * @param allowed whether it may lack something
 */
public record ScriptView(Script script, boolean allowed) implements View {

    /** Whether it lacks what it must not. */
    public boolean refused() {
        return !allowed && !script.gaps().isEmpty();
    }

    @Override
    public void print(Printer out) {
        out.text(script.text());
    }

    /** Tells what it lacks to who does not read the script. */
    public void tell(Printer err) {
        if (refused()) {
            err.line(err.style().bad("error:") + " the script is incomplete, and stops at its beginning; with"
                    + " --allow-incomplete it runs all the same");
            script.gaps().forEach(gap -> err.line("  " + Style.oneLine(gap.toString())));
        }
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("script", script.text());
        document.put("gaps", script.gaps().stream().map(Shapes::gap).toList());
        return document;
    }
}
