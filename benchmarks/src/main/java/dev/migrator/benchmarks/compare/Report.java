// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Markdown of what was measured.
 *
 * @param samples what was measured
 * @param tools the names of the tools, in the order of the rows; those that did nothing have none
 */
record Report(Samples samples, List<String> tools) {

    private static final String NOT_MEASURED = "";

    /** The median of each tool and measure, what it is of migrator's, and where the values lie. */
    String table() {
        List<Measure> measures = List.of(Measure.values()).stream()
                .filter(measure ->
                        tools.stream().anyMatch(tool -> !cell(measure, tool).isEmpty()))
                .toList();
        String head = "| | " + measures.stream().map(Measure::title).collect(Collectors.joining(" | ")) + " |\n|---"
                + "|--:".repeat(measures.size()) + "|\n";
        return tools.stream()
                .filter(tool -> measures.stream()
                        .anyMatch(measure -> !cell(measure, tool).isEmpty()))
                .map(tool -> "| " + tool + " | "
                        + measures.stream().map(measure -> cell(measure, tool)).collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining("", head, ""));
    }

    private String cell(Measure measure, String tool) {
        if (samples.failure(measure, tool).isPresent()) {
            return "failed";
        }
        return samples.spread(measure, tool)
                .map(spread -> "**" + measure.shown(spread.median()) + "** ("
                        + measure.shown(spread.least()) + " to " + measure.shown(spread.most()) + ")"
                        + samples.spread(measure, MigratorTool.NAME)
                                .map(own -> ", " + factor(spread.median() / own.median()))
                                .orElse(""))
                .orElse(NOT_MEASURED);
    }

    /** Each goal, beside it what was reached. */
    String goals() {
        return Goal.ALL.stream()
                .flatMap(goal -> goal.reached(samples).stream())
                .map(reached ->
                        "| " + reached.goal().title() + " | " + reached.goal().bound() + " | " + reached.shown() + " | "
                                + (reached.holds() ? "reached" : "missed") + " |\n")
                .collect(Collectors.joining("", "| what | goal | reached | |\n|---|---|---|---|\n", ""));
    }

    /** What failed, and the last line that it said. */
    String failures() {
        StringBuilder text = new StringBuilder();
        for (Measure measure : Measure.values()) {
            for (String tool : tools) {
                samples.failure(measure, tool)
                        .ifPresent(
                                why -> text.append("\nFailed: " + tool + ", " + measure.title() + ": " + why + "\n"));
            }
        }
        return text.toString();
    }

    static String factor(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
