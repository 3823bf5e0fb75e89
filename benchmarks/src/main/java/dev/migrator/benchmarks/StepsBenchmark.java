// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import dev.migrator.graph.Target;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Planner;
import dev.migrator.plan.UpgradeOptions;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** As many steps as there are revisions; only a chain has no fork on the way. */
public class StepsBenchmark extends GrowingBenchmark {

    @Override
    GraphShape shape() {
        return GraphShape.LINEAR;
    }

    /** Steps up from the base to the head. */
    @Benchmark
    public Plan upgradeSteps() {
        Target head = sound(Target.parse("base+" + size));
        return sound(new Planner(graph, List.of()).upgrade(head, UpgradeOptions.STRICT));
    }

    /** Steps down from the head to the base. */
    @Benchmark
    public Plan downgradeSteps() {
        return sound(new Planner(graph, rows).downgrade(sound(Target.parse("-" + size))));
    }
}
