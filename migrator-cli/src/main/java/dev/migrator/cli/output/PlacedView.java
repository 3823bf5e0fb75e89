// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer or an error, with the database that it is about.
 *
 * @param view the answer
 * @param environment the environment that is chosen; nothing where none is
 * @param name the name that is chosen; nothing where none is
 * @param place the two in words
 */
public record PlacedView(View view, Optional<String> environment, Optional<String> name, String place) implements View {

    @Override
    public void print(Printer out) {
        view.print(out);
        out.line("This is about " + place + ".");
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        environment.ifPresent(word -> document.put("environment", word));
        name.ifPresent(word -> document.put("name", word));
        document.putAll(view.document());
        return document;
    }

    /** Gives one document of several. */
    public static Map<String, ?> together(List<Map<String, ?>> documents) {
        return Map.of("names", documents);
    }
}
