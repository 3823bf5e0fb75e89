// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * psql with the same SQL: what the server takes, whichever tool asks.
 *
 * @param oneTransaction whether all of it is one transaction; a commit each otherwise
 */
record PsqlTool(boolean oneTransaction) implements Tool {

    @Override
    public String title() {
        return oneTransaction ? "psql, one transaction" : "psql, a commit each";
    }

    @Override
    public Optional<String> missing() {
        return Floor.psql();
    }

    @Override
    public boolean measures(Measure measure) {
        return measure.applies();
    }

    @Override
    public boolean keepsRecord() {
        return false;
    }

    @Override
    public void write(Path folder, Body body, int size, Address database) throws IOException {
        Tool.file(
                folder.resolve("all.sql"),
                IntStream.rangeClosed(1, size)
                        .mapToObj(number -> body.sql(number) + ";\n")
                        .collect(Collectors.joining()));
    }

    @Override
    public Invocation command(Measure.Verb verb, Address database) {
        Invocation start = quiet(database, "all.sql");
        return oneTransaction ? start.and("--single-transaction") : start;
    }

    static Invocation quiet(Address database, String file) {
        return Invocation.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-f", file)
                .with(Map.of(
                        "PGHOST", "127.0.0.1",
                        "PGPORT", Integer.toString(database.port()),
                        "PGUSER", database.user(),
                        "PGPASSWORD", database.password(),
                        "PGDATABASE", database.database()));
    }
}
