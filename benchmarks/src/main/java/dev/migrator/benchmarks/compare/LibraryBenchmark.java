// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import dev.migrator.Migrator;
import dev.migrator.outcome.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The library where there is nothing to do, on an open connection to a server of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 1)
@SuppressWarnings("NullAway.Init") // The set-up runs before anything else.
public class LibraryBenchmark {

    /** How many revisions are applied. */
    @Param({"3", "1000", "10000"})
    int size;

    /** In which way they are written. */
    @Param({"SQL", "CLASSES"})
    String written;

    private Path folder;
    private Databases server;
    private Connection connection;
    private Migrator migrator;

    /** Writes the revisions and applies them; files that were just written are not remembered. */
    @Setup
    public void setUp() throws IOException, SQLException, InterruptedException {
        MigratorTool.Mode mode = MigratorTool.Mode.valueOf(written);
        folder = Files.createTempDirectory("library");
        server = Databases.in(folder.resolve("server"));
        Address database = server.address("library");
        server.make(database.database());
        new MigratorTool(folder, mode).write(folder, Body.SELECT, size, database);
        TimeUnit.SECONDS.sleep(3);
        connection = Databases.connect(database);
        migrator = LibraryTool.configured(mode, folder)
                .dataSource(LibraryTool.always(connection))
                .build();
        var unused = migrator.upgrade("head");
    }

    /** Looks, and does nothing. */
    @Benchmark
    public RunReport nothingToDo() {
        return migrator.upgrade("head");
    }

    /** Takes all away. */
    @TearDown
    public void tearDown() throws IOException, SQLException {
        connection.close();
        server.close();
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
