// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was measured. It is written to a file as it comes, in case the run is broken off. Not thread-safe. */
final class Samples {

    private static final String MEASURED = "measured";
    private static final String FAILED = "failed";

    private final Path file;
    private final Map<Measure, Map<String, List<Double>>> values = new EnumMap<>(Measure.class);
    private final Map<Measure, Map<String, String>> failures = new EnumMap<>(Measure.class);

    private Samples(Path file) {
        this.file = file;
    }

    /** Begins a run, and forgets what the file has of an earlier one. */
    static Samples begin(Path file) throws IOException {
        Files.writeString(file, "");
        return new Samples(file);
    }

    /** Gives what an earlier run has written. */
    static Samples read(Path file) throws IOException {
        Samples samples = new Samples(file);
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            Measure measure = Measure.valueOf(fields[1]);
            if (fields[0].equals(MEASURED)) {
                samples.put(measure, fields[2], Double.parseDouble(fields[3]));
            } else {
                samples.putFailure(measure, fields[2], fields[3]);
            }
        }
        return samples;
    }

    /** Adds a value: milliseconds, or kilobytes. */
    void add(Measure measure, String tool, double value) throws IOException {
        put(measure, tool, value);
        append(MEASURED, measure, tool, Double.toString(value));
    }

    /** A tool that failed at something is not measured at it any more, and what it took before is not shown. */
    void fail(Measure measure, String tool, String why) throws IOException {
        String line = why.replace('\t', ' ');
        putFailure(measure, tool, line);
        append(FAILED, measure, tool, line);
    }

    /** Why a tool failed at something. */
    Optional<String> failure(Measure measure, String tool) {
        return Optional.ofNullable(failures.getOrDefault(measure, Map.of()).get(tool));
    }

    /** Where the values of a tool lie, if there are any and it never failed. */
    Optional<Spread> spread(Measure measure, String tool) {
        List<Double> found = values.getOrDefault(measure, Map.of()).getOrDefault(tool, List.of());
        return found.isEmpty() || failure(measure, tool).isPresent() ? Optional.empty() : Optional.of(Spread.of(found));
    }

    /** The names of the tools that did something, or failed at it. */
    Set<String> tools() {
        Set<String> tools = new LinkedHashSet<>();
        values.values().forEach(measured -> tools.addAll(measured.keySet()));
        failures.values().forEach(failed -> tools.addAll(failed.keySet()));
        return tools;
    }

    /** The fewest values that a tool has for something, and the most. */
    String rounds() {
        var counts = values.values().stream()
                .flatMap(measured -> measured.values().stream())
                .mapToInt(List::size)
                .summaryStatistics();
        return counts.getMin() == counts.getMax() ? "" + counts.getMin() : counts.getMin() + " to " + counts.getMax();
    }

    private void put(Measure measure, String tool, double value) {
        values.computeIfAbsent(measure, key -> new LinkedHashMap<>())
                .computeIfAbsent(tool, key -> new ArrayList<>())
                .add(value);
    }

    private void putFailure(Measure measure, String tool, String why) {
        failures.computeIfAbsent(measure, key -> new LinkedHashMap<>()).put(tool, why);
    }

    private void append(String kind, Measure measure, String tool, String value) throws IOException {
        Files.writeString(file, String.join("\t", kind, measure.name(), tool, value) + "\n", StandardOpenOption.APPEND);
    }
}
