// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error at one of several databases, with what became of the others.
 *
 * @param error the error
 * @param before the documents of those that were done before
 * @param notBegun the names of those that were not begun
 */
public record BrokenOffView(PlacedView error, List<Map<String, ?>> before, List<String> notBegun) implements View {

    @Override
    public void print(Printer out) {
        error.print(out);
        String done = before.isEmpty()
                ? "Nothing was done before"
                : "Done before: "
                        + String.join(
                                ", ",
                                before.stream()
                                        .map(each -> String.valueOf(each.get("name")))
                                        .toList());
        out.line(done + (notBegun.isEmpty() ? "." : "; not begun: " + String.join(", ", notBegun) + "."));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>(error.document());
        document.put("names", before);
        document.put("notBegun", notBegun);
        return document;
    }
}
