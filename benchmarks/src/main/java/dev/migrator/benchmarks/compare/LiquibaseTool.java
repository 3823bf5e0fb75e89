// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Liquibase: its library behind a main of ten lines, as its command line is not to be had where libraries are.
 *
 * @param folder where it is installed
 */
record LiquibaseTool(Path folder) implements Tool {

    @Override
    public String title() {
        return "Liquibase 5.0.4, library";
    }

    @Override
    public Optional<String> missing() {
        return Tool.insistOn(folder.resolve("LiquibaseMain.class"));
    }

    @Override
    public boolean measures(Measure measure) {
        return measure.size() <= 1_000
                && (measure.verb() == Measure.Verb.UPGRADE || measure.verb() == Measure.Verb.APPLY);
    }

    @Override
    public void write(Path project, Body body, int size, Address database) throws IOException {
        Tool.file(project.resolve("changelog.yaml"), """
                databaseChangeLog:
                  - includeAll:
                      path: sql
                """);
        for (int number = 1; number <= size; number++) {
            Tool.file(
                    project.resolve("sql/" + Tool.numbered(number) + ".sql"),
                    "--liquibase formatted sql\n--changeset bench:" + number + "\n" + body.sql(number) + ";\n");
        }
    }

    @Override
    public Invocation command(Measure.Verb verb, Address database) {
        return JavaProgram.of(folder + ":" + folder + "/lib/*", "LiquibaseMain")
                .with(Map.of(
                        "BENCH_URL", database.jdbc(),
                        "BENCH_USER", database.user(),
                        "BENCH_PASSWORD", database.password()));
    }
}
