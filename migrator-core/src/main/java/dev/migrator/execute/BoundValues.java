// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values that are bound to a prepared statement at the moment, as text. Not thread-safe. */
final class BoundValues {

    private final Map<Integer, String> values = new TreeMap<>();

    /**
     * Takes the value of one parameter.
     *
     * @return whether the value could be written down
     */
    boolean set(Integer index, @Nullable Object value) {
        String text = text(value);
        values.put(index, text == null ? "" : text);
        return text != null;
    }

    void clear() {
        values.clear();
    }

    Collection<String> all() {
        return values.values();
    }

    /** Those of one execution, as {@link #all()} gives them, without the names of their types. */
    static List<String> plain(Collection<String> all) {
        return all.stream().map(text -> text.substring(text.indexOf(' ') + 1)).toList();
    }

    /** Nothing for what can be read only once, or means something to the driver alone. */
    private static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        boolean plain = value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof UUID
                || value instanceof TemporalAccessor
                || value instanceof Date;
        return plain ? value.getClass().getSimpleName() + " " + value : null;
    }
}
