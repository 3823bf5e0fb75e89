// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each part of {@code migrator upgrade head} takes, in milliseconds.
 *
 * @param rounds how often it is looked at
 * @param work the work folder
 * @param databases the server
 * @param migrator the packaged tool
 */
record WhereTimeGoes(int rounds, Path work, Databases databases, MigratorTool migrator) {

    private static final String ARGUMENTS = "--version";

    /** Gives a table: the stages, with nothing to do and with all to do. */
    String markdown() throws IOException, InterruptedException, SQLException {
        Map<String, List<Double>> idle = new LinkedHashMap<>();
        Map<String, List<Double>> busy = new LinkedHashMap<>();
        Path folder = work.resolve("projects/stages");
        Address database = databases.address("bench_stages");
        Files.createDirectories(folder);
        migrator.write(folder, Body.SELECT, Measure.SELECTS.size(), database);
        for (int round = 0; round < rounds; round++) {
            databases.make(database.database());
            stages(busy, folder, database);
            stages(idle, folder, database);
        }
        StringBuilder text = new StringBuilder("""
                | where the time goes, 1000 revisions | nothing to do, ms | 1000 selects to apply, ms |
                |---|--:|--:|
                """);
        busy.forEach((stage, values) ->
                text.append("| " + stage + " | " + shown(idle.get(stage)) + " | " + shown(values) + " |\n"));
        return text.toString();
    }

    private void stages(Map<String, List<Double>> times, Path folder, Address database)
            throws IOException, InterruptedException {
        double hello = succeeded(
                        Floor.JAVA.command(Measure.Verb.UPGRADE, database).time(folder))
                .value();
        add(times, "JVM (a whole process that says hello)", hello);
        Invocation start = Invocation.of(migrator.home().resolve("bin/migrator").toString());
        add(
                times,
                "arguments (a whole `migrator " + ARGUMENTS + "`, less that)",
                succeeded(start.and(ARGUMENTS).time(folder)).value() - hello);
        succeeded(JavaProgram.of(System.getProperty("java.class.path"), Stages.class.getName())
                .and(folder.resolve("migrations").toString(), database.jdbc(), database.user(), database.password())
                .time(folder));
        for (String line : Files.readAllLines(folder.resolve(Invocation.OUTPUT))) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                add(times, line.substring(0, tab), Double.parseDouble(line.substring(tab + 1)));
            }
        }
    }

    private static Invocation.Ended succeeded(Invocation.Ended ended) throws IOException {
        if (ended.exit() != 0) {
            throw new IOException("what tells where the time goes failed: " + ended.lastLine());
        }
        return ended;
    }

    private static void add(Map<String, List<Double>> times, String stage, double millis) {
        times.computeIfAbsent(stage, key -> new ArrayList<>()).add(millis);
    }

    private static String shown(@Nullable List<Double> values) {
        if (values == null) {
            return "–";
        }
        Spread spread = Spread.of(values);
        return String.format(Locale.ROOT, "%.0f (%.0f to %.0f)", spread.median(), spread.least(), spread.most());
    }
}
