// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a document of maps, lists, texts, numbers, booleans and nulls as JSON, indented by two spaces. */
public final class Json {

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** Writes a document, with a line break at its end. */
    public static String write(Map<String, ?> document) {
        Json json = new Json();
        json.value(document, "");
        return json.text.append('\n').toString();
    }

    private void value(@Nullable Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            object(map, indent);
        } else if (value instanceof List<?> list) {
            array(list, indent);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map, String indent) {
        text.append('{');
        String inner = indent + "  ";
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            text.append('\n').append(inner);
            string(String.valueOf(entry.getKey()));
            text.append(": ");
            value(entry.getValue(), inner);
            text.append(entries.hasNext() ? "," : "\n" + indent);
        }
        text.append('}');
    }

    private void array(List<?> list, String indent) {
        text.append('[');
        String inner = indent + "  ";
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
            text.append('\n').append(inner);
            value(items.next(), inner);
            text.append(items.hasNext() ? "," : "\n" + indent);
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029' || c == '\u007F') {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
