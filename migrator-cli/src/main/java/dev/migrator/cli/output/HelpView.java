// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.Map;

/**
 * How a verb is used.
 *
 * @param verb its name; empty text for the program
 * @param text what there is to say
 */
public record HelpView(String verb, String text) implements View {

    @Override
    public void print(Printer out) {
        out.text(text);
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("help", Map.of("verb", verb, "text", text));
    }
}
