// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What shall be reached: a bound on a median, as a share of another one or in itself.
 *
 * @param title what is bounded
 * @param bound the bound in words
 * @param limit the bound: a ratio, or milliseconds or kilobytes where nothing is compared
 * @param tool the tool that it is about
 * @param measure what it is measured at
 * @param others what it is compared with: the fastest of the tools whose names begin so
 * @param othersMeasure what these are measured at
 */
record Goal(
        String title,
        String bound,
        double limit,
        String tool,
        Measure measure,
        List<String> others,
        Measure othersMeasure) {

    private static final String OWN = MigratorTool.NAME;
    private static final String LIBRARY = LibraryTool.TITLE;
    private static final List<String> ALEMBIC = List.of("Alembic");
    private static final List<String> PEERS = List.of("Alembic", "Flyway", "Liquibase", "Sequelize", "umzug");
    private static final String PSQL = "psql, a commit each";
    private static final double MILLIS = 5;
    private static final double KILOBYTES = 100 * 1_024;

    static final List<Goal> ALL = List.of(
            ratio(OWN, Measure.NOTHING_3, 1, PEERS, "below every peer"),
            ratio(OWN, Measure.NOTHING_3, 0.85, ALEMBIC, "at most 0.85 of Alembic"),
            ratio(OWN, Measure.NOTHING_1000, 1, PEERS, "below every peer"),
            ratio(OWN, Measure.NOTHING_1000, 0.6, ALEMBIC, "at most 0.6 of Alembic"),
            ratio(OWN, Measure.CURRENT, 0.85, ALEMBIC, "at most 0.85 of Alembic"),
            ratio(OWN, Measure.HISTORY, 0.85, ALEMBIC, "at most 0.85 of Alembic"),
            ratio(OWN, Measure.HEADS, 0.85, ALEMBIC, "at most 0.85 of Alembic"),
            ratio(OWN, Measure.TABLES, 1, PEERS, "below every peer, whichever way it commits"),
            ratio(OWN, Measure.TABLES, 1.3, List.of(PSQL), "at most 1.3 of psql with a commit each"),
            ratio(
                    OWN,
                    Measure.SELECTS,
                    0.6,
                    List.of("Alembic, a transaction each"),
                    "at most 0.6 of Alembic with a transaction each"),
            ratio(LIBRARY, Measure.TABLES, 1.2, List.of(PSQL), "at most 1.2 of psql with a commit each"),
            ratio(
                    LIBRARY,
                    Measure.SELECTS,
                    2,
                    List.of("psql, ledger too"),
                    "at most 2.0 of psql with the ledger's statements and a commit each"),
            ratio(
                    "migrator, one transaction",
                    Measure.TABLES,
                    1,
                    List.of("Alembic, one transaction"),
                    "below Alembic's one transaction"),
            absolute(LIBRARY, Measure.NOTHING_1000, MILLIS, "under 5 ms on an open connection"),
            absolute(OWN, Measure.MEMORY, KILOBYTES, "at most 100 MB"),
            new Goal(
                    title(OWN, Measure.NOTHING_10000),
                    "under twice the time of 3",
                    2,
                    OWN,
                    Measure.NOTHING_10000,
                    List.of(OWN),
                    Measure.NOTHING_3),
            new Goal(
                    title(OWN, Measure.SELECTS_10000),
                    "linear: at most 10 times the time of 1000",
                    10,
                    OWN,
                    Measure.SELECTS_10000,
                    List.of(OWN),
                    Measure.SELECTS));

    private static Goal ratio(String tool, Measure measure, double limit, List<String> others, String bound) {
        return new Goal(title(tool, measure), bound, limit, tool, measure, others, measure);
    }

    private static Goal absolute(String tool, Measure measure, double limit, String bound) {
        return new Goal(title(tool, measure), bound, limit, tool, measure, List.of(), measure);
    }

    private static String title(String tool, Measure measure) {
        return tool.equals(OWN) ? measure.title() : tool + ": " + measure.title();
    }

    /**
     * What was reached of a goal.
     *
     * @param goal the goal
     * @param shown the figure, and what it comes from
     * @param holds whether the goal was reached
     */
    record Reached(Goal goal, String shown, boolean holds) {}

    /** What was reached of it, if all was measured that it takes. */
    Optional<Reached> reached(Samples samples) {
        Optional<Double> own = median(samples, measure, tool);
        if (others.isEmpty()) {
            return own.map(value -> new Reached(this, measure.shown(value), value <= limit));
        }
        Optional<Map.Entry<String, Double>> best = samples.tools().stream()
                .filter(this::isCompared)
                .flatMap(name -> median(samples, othersMeasure, name).map(value -> Map.entry(name, value)).stream())
                .min(Comparator.comparingDouble(Map.Entry::getValue));
        return own.flatMap(value -> best.map(other -> new Reached(
                this,
                Report.factor(value / other.getValue()) + " (" + measure.shown(value) + " beside "
                        + othersMeasure.shown(other.getValue()) + ", " + other.getKey() + ")",
                value / other.getValue() <= limit)));
    }

    /** Where a tool is compared with itself, its other ways are not meant. */
    private boolean isCompared(String name) {
        return others.contains(name)
                || (!others.contains(tool) && others.stream().anyMatch(name::startsWith));
    }

    private static Optional<Double> median(Samples samples, Measure measure, String tool) {
        return samples.spread(measure, tool).map(Spread::median);
    }
}
