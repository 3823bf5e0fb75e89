// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of a database.
 *
 * @param name its name
 * @param address its address, without anything that may be secret
 * @param state what became of it
 */
public record DatabaseView(String name, String address, State state) implements View {

    /** What can become of a database. */
    public enum State {
        /** It is new. */
        CREATED("created"),
        /** There was nothing to create. */
        EXISTS("exists already, and is left as it is"),
        /** It is gone. */
        DROPPED("dropped"),
        /** There was nothing to drop. */
        ABSENT("does not exist"),
        /** It takes connections. */
        ANSWERS("answers");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    @Override
    public void print(Printer out) {
        out.line(out.style().strong(name) + " " + state.words + " (" + address + ")");
    }

    @Override
    public Map<String, ?> document() {
        Map<String, String> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("address", address);
        shape.put("state", state.name().toLowerCase(Locale.ROOT));
        return Map.of("database", shape);
    }
}
