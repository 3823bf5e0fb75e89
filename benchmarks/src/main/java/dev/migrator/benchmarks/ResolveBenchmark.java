// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import dev.migrator.graph.Direction;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetResolver;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;

/** Many targets in one graph. Those that are refused, such as a step up at a fork, take part: refusing takes time too. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and then calls the set-up.
public class ResolveBenchmark extends GrowingBenchmark {

    static final int NAMES = 10_000;
    static final int HEADS = 100;

    /** What the history looks like. */
    @Param
    GraphShape shape;

    private List<Target> names;
    private List<Target> heads;

    @Override
    GraphShape shape() {
        return shape;
    }

    @Override
    void prepare() {
        RandomTargets targets = new RandomTargets(revisions);
        names = parsed(targets.names(NAMES));
        heads = parsed(targets.heads(HEADS));
    }

    /** Resolves ids, beginnings of ids, and their neighbours. */
    @Benchmark
    public void resolveNames(Blackhole answers) {
        resolve(names, answers);
    }

    /** Resolves heads of lines, each of which is looked for in a whole line. */
    @Benchmark
    public void resolveHeads(Blackhole answers) {
        resolve(heads, answers);
    }

    private void resolve(List<Target> targets, Blackhole answers) {
        TargetResolver resolver = new TargetResolver(graph, graph.all());
        for (Target target : targets) {
            answers.consume(resolver.resolve(target, Direction.UP));
        }
    }

    private static List<Target> parsed(Stream<String> texts) {
        return texts.map(text -> sound(Target.parse(text))).toList();
    }
}
