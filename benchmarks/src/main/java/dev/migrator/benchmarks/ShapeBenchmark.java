// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Planner;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.revision.RevisionId;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What takes in a whole history, in each shape. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and then calls the set-up.
public class ShapeBenchmark extends GrowingBenchmark {

    /** What the history looks like. */
    @Param
    GraphShape shape;

    @Override
    GraphShape shape() {
        return shape;
    }

    /** Checks the revisions and lays them out. */
    @Benchmark
    public RevisionGraph build() {
        return sound(RevisionGraph.of(revisions));
    }

    /** Plans the way from nothing to all heads. */
    @Benchmark
    public Plan upgradeHeads() {
        return sound(new Planner(graph, List.of()).upgrade(sound(Target.parse("heads")), UpgradeOptions.STRICT));
    }

    /** Plans the way from everything to nothing. */
    @Benchmark
    public Plan downgradeBase() {
        return sound(new Planner(graph, rows).downgrade(sound(Target.parse("base"))));
    }

    /** Lists everything, newest first. */
    @Benchmark
    public List<RevisionId> history() {
        return graph.all().reversed();
    }
}
