// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.Destination;
import dev.migrator.graph.Direction;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.graph.TargetResolver;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomTargetsTest {

    @Test
    void on_a_chain_every_target_means_one_revision_but_for_steps_past_its_ends() {
        List<RevisionDescriptor> revisions = GraphShape.LINEAR.revisions(1_000);
        RevisionGraph graph = GrowingBenchmark.sound(RevisionGraph.of(revisions));
        TargetResolver resolver = new TargetResolver(graph, graph.all());

        List<String> refused = new RandomTargets(revisions)
                .names(10_000)
                .filter(text -> !(resolver.resolve(target(text), Direction.UP) instanceof Checked.Sound))
                .distinct()
                .toList();

        assertThat(refused).containsExactly(graph.realHeads().byId().get(0) + "+1");
    }

    @Test
    void heads_are_asked_for_by_the_line_of_a_revision() {
        List<RevisionDescriptor> revisions = GraphShape.LINEAR.revisions(1_000);
        RevisionGraph graph = GrowingBenchmark.sound(RevisionGraph.of(revisions));
        TargetResolver resolver = new TargetResolver(graph, graph.all());

        assertThat(new RandomTargets(revisions).heads(100))
                .hasSize(100)
                .allSatisfy(text -> assertThat(resolver.resolve(target(text), Direction.UP))
                        .isInstanceOfSatisfying(
                                Checked.Sound.class,
                                sound -> assertThat(((Destination.At) sound.value()).revisions())
                                        .isEqualTo(graph.realHeads())));
    }

    private static Target target(String text) {
        return GrowingBenchmark.sound(Target.parse(text));
    }
}
