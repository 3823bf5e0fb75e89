// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One history in three sizes, and a database that has all of it. The heap's bound is a promise that a run checks. Code
 * waits for its compiler (-Xbatch): where other work takes the processors, the warm-up would be over before it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx256m", "-Xbatch"})
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // The set-up runs before anything else.
public abstract class GrowingBenchmark {

    /** How many revisions the history has. */
    @Param({"1000", "10000", "100000"})
    int size;

    List<RevisionDescriptor> revisions;
    RevisionGraph graph;
    List<AppliedRevision> rows;

    /** Lays out what is measured. */
    @Setup
    public final void setUp() {
        revisions = shape().revisions(size);
        graph = sound(RevisionGraph.of(revisions));
        rows = graph.all().stream().map(this::row).toList();
        prepare();
    }

    abstract GraphShape shape();

    /** What else a benchmark lays out once the graph is there. */
    void prepare() {}

    /** A problem would make for a fast answer to another question. */
    static <T, P extends Problem> T sound(Checked<T, P> checked) {
        return checked.fold(value -> value, problems -> {
            throw new IllegalStateException(
                    problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        });
    }

    private AppliedRevision row(RevisionId id) {
        return new AppliedRevision(
                id,
                AppliedRevision.State.APPLIED,
                graph.parents(id),
                graph.dependencies(id),
                graph.get(id).message(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                "benchmark");
    }
}
