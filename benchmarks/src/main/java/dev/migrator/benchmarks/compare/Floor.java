// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What does nothing, in the shortest time: a Java that says hello, and a psql that selects 1. */
enum Floor implements Tool {
    JAVA("floor: java hello") {
        @Override
        public Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        public Invocation command(Measure.Verb verb, Address database) {
            return JavaProgram.of(System.getProperty("bench.classes"), Hello.class.getName());
        }
    },
    PSQL("floor: psql, select 1") {
        @Override
        public Optional<String> missing() {
            return psql();
        }

        @Override
        public Invocation command(Measure.Verb verb, Address database) {
            return PsqlTool.quiet(database.database("postgres"), "select.sql");
        }
    };

    private final String title;

    Floor(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean measures(Measure measure) {
        return measure == Measure.NOTHING_3 || measure == Measure.MEMORY;
    }

    @Override
    public boolean keepsRecord() {
        return false;
    }

    @Override
    public void write(Path folder, Body body, int size, Address database) throws IOException {
        Tool.file(folder.resolve("select.sql"), "select 1;\n");
    }

    /** Why psql cannot be measured. */
    static Optional<String> psql() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        boolean there = Pattern.compile(":")
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
        return there ? Optional.empty() : Optional.of("psql is not on the path");
    }
}
