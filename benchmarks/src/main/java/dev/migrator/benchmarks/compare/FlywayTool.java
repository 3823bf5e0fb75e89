// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Flyway: its library behind a main of ten lines, or its command line.
 *
 * @param title what to call it
 * @param start what to start: found in the environment are the address and the folder of the migrations
 * @param installed the file without which it is not there
 */
record FlywayTool(String title, Invocation start, Path installed) implements Tool {

    static FlywayTool library(Path peers) {
        Path folder = peers.resolve("flyway");
        return new FlywayTool(
                "Flyway 13.12.0, library",
                JavaProgram.of(folder + ":" + folder + "/lib/*", "FlywayMain"),
                folder.resolve("FlywayMain.class"));
    }

    static FlywayTool commandLine(Path peers) {
        Path program = peers.resolve("flyway-11.8.2/flyway");
        return new FlywayTool(
                "Flyway 11.8.2, command line",
                Invocation.of(program.toString(), "-skipCheckForUpdate", "migrate"),
                program);
    }

    @Override
    public Optional<String> missing() {
        return Tool.insistOn(installed);
    }

    @Override
    public boolean measures(Measure measure) {
        return measure.size() <= 1_000
                && (measure.verb() == Measure.Verb.UPGRADE || measure.verb() == Measure.Verb.APPLY);
    }

    @Override
    public void write(Path folder, Body body, int size, Address database) throws IOException {
        for (int number = 1; number <= size; number++) {
            Tool.file(folder.resolve("sql/V" + Tool.numbered(number) + "__step.sql"), body.sql(number) + ";\n");
        }
    }

    @Override
    public Invocation command(Measure.Verb verb, Address database) {
        return start.with(Map.of(
                "FLYWAY_URL",
                database.jdbc(),
                "FLYWAY_USER",
                database.user(),
                "FLYWAY_PASSWORD",
                database.password(),
                "FLYWAY_LOCATIONS",
                "filesystem:sql",
                "REDGATE_DISABLE_TELEMETRY",
                "true"));
    }
}
