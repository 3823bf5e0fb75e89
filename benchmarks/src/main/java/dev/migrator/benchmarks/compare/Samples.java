// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, and the Markdown table of it. Not thread-safe. */
final class Samples {

    private final Map<Measure, Map<String, List<Double>>> values = new EnumMap<>(Measure.class);
    private final Map<Measure, Map<String, String>> failures = new EnumMap<>(Measure.class);

    /** Adds a value: milliseconds, or kilobytes. */
    void add(Measure measure, String tool, double value) {
        values.computeIfAbsent(measure, key -> new LinkedHashMap<>())
                .computeIfAbsent(tool, key -> new ArrayList<>())
                .add(value);
    }

    /** A tool that failed at something is not measured at it any more, and what it took before is not shown. */
    void fail(Measure measure, String tool, String lastLine) {
        failures.computeIfAbsent(measure, key -> new LinkedHashMap<>()).put(tool, lastLine);
    }

    boolean failed(Measure measure, String tool) {
        return failures.getOrDefault(measure, Map.of()).containsKey(tool);
    }

    /**
     * A row for each measure and tool.
     *
     * @param tools their names, in the order of the rows
     * @param reference the name of the one that all are compared with
     */
    String markdown(List<String> tools, String reference) {
        StringBuilder text = new StringBuilder("""
                | measure | tool | median | min to max | of %s | runs |
                |---|---|--:|--:|--:|--:|
                """.formatted(reference));
        for (Measure measure : Measure.values()) {
            tools.forEach(tool -> text.append(row(measure, tool, reference)));
        }
        return text.toString();
    }

    private String row(Measure measure, String tool, String reference) {
        String start = "| " + measure.title() + " | " + tool + " | ";
        if (failed(measure, tool)) {
            String line = failures.getOrDefault(measure, Map.of()).getOrDefault(tool, "");
            return start + "failed: " + line.replace("|", "\\|") + " | | | |\n";
        }
        List<Double> own = of(measure, tool);
        if (own.isEmpty()) {
            return "";
        }
        Spread spread = Spread.of(own);
        List<Double> compared = failed(measure, reference) ? List.of() : of(measure, reference);
        String ratio = compared.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f",
                        spread.median() / Spread.of(compared).median());
        return start + measure.shown(spread.median()) + " | " + measure.shown(spread.least()) + " to "
                + measure.shown(spread.most()) + " | " + ratio + " | " + own.size() + " |\n";
    }

    private List<Double> of(Measure measure, String tool) {
        return values.getOrDefault(measure, Map.of()).getOrDefault(tool, List.of());
    }
}
