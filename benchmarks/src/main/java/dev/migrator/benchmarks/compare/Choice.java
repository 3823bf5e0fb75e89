// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be compared.
 *
 * @param rounds how often each tool does each thing; 0 to tell of the last run
 * @param only how the names of the tools begin, in lower case; all tools, where there is none
 * @param measures what is measured
 */
record Choice(int rounds, List<String> only, Set<Measure> measures) {

    private static final int USUAL_ROUNDS = 7;

    static final String USAGE = """
            usage: benchmarks/compare [--rounds N] [--only TOOL[,TOOL…]] [--measures NAME[,NAME…]]
              --rounds    how often each tool does each thing, %d otherwise; 0 prints again what the last run has measured
              --only      tools whose names begin so, in any case; with migrator alone, where its time goes is printed too
              --measures  some of %s
            """.formatted(
                    USUAL_ROUNDS,
                    Arrays.stream(Measure.values())
                            .map(measure -> measure.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" ")));

    /**
     * Understands the arguments.
     *
     * @throws IllegalArgumentException where they are wrong
     */
    static Choice of(String... args) {
        Choice choice = new Choice(USUAL_ROUNDS, List.of(), EnumSet.allOf(Measure.class));
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            choice = choice.with(args[i], args[i + 1]);
        }
        return choice;
    }

    private Choice with(String option, String value) {
        List<String> listed =
                Arrays.stream(value.split(",", -1)).map(String::strip).toList();
        return switch (option) {
            case "--rounds" -> new Choice(number(value), only, measures);
            case "--only" ->
                new Choice(
                        rounds,
                        listed.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .toList(),
                        measures);
            case "--measures" ->
                new Choice(
                        rounds,
                        only,
                        listed.stream()
                                .map(name -> Measure.valueOf(name.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Measure.class))));
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static int number(String value) {
        int number = Integer.parseInt(value);
        if (number < 0) {
            throw new IllegalArgumentException("--rounds is 0 or more");
        }
        return number;
    }

    boolean includes(Tool tool) {
        String title = tool.title().toLowerCase(Locale.ROOT);
        return only.isEmpty() || only.stream().anyMatch(title::startsWith);
    }

    /** Whether only the project itself is looked at. */
    boolean alone() {
        return only.equals(List.of(MigratorTool.NAME));
    }
}
