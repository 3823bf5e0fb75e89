// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Times as a Markdown table: a row for each shape and operation, the sizes side by side. */
final class Table {

    private static final int[] SIZES = {1_000, 10_000, 100_000};
    private static final String NOT_RUN = "–";

    private record Key(GraphShape shape, Operation operation) {}

    private final SortedMap<Key, Map<Integer, Double>> rows =
            new TreeMap<>(Comparator.comparing(Key::shape).thenComparing(Key::operation));

    /** Adds how many milliseconds an operation took on a shape of some size. */
    void add(GraphShape shape, Operation operation, int size, double millis) {
        rows.computeIfAbsent(new Key(shape, operation), key -> new TreeMap<>()).put(size, millis);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("""
                | shape | operation | ms at 100k | ns per revision at 1k | at 10k | at 100k |
                |---|---|--:|--:|--:|--:|
                """);
        rows.forEach((key, times) -> text.append(row(key, times)));
        return text.toString();
    }

    private static String row(Key key, Map<Integer, Double> times) {
        String shape = key.shape().name().toLowerCase(Locale.ROOT);
        Double largest = times.get(SIZES[SIZES.length - 1]);
        String total = largest == null ? NOT_RUN : String.format(Locale.ROOT, "%,.1f", largest);
        String perUnit = IntStream.of(SIZES)
                .mapToObj(size -> perUnit(times.get(size), key.operation().units(size)))
                .collect(Collectors.joining(" | "));
        return "| " + shape + " | " + key.operation().label() + " | " + total + " | " + perUnit + " |\n";
    }

    private static String perUnit(@Nullable Double millis, int units) {
        return millis == null ? NOT_RUN : String.format(Locale.ROOT, "%,.0f", millis * 1_000_000 / units);
    }
}
