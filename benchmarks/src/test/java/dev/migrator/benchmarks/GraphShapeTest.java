// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.RevisionId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphShapeTest {

    @ParameterizedTest
    @EnumSource
    void every_shape_is_a_graph_of_its_size_and_the_same_each_time(GraphShape shape) {
        assertThat(graph(shape).all()).hasSize(1_000);
        assertThat(shape.revisions(1_000)).isEqualTo(shape.revisions(1_000));
    }

    @ParameterizedTest
    @EnumSource
    void ids_are_twelve_hex_digits_in_another_order_than_the_graph(GraphShape shape) {
        List<RevisionId> order = List.copyOf(graph(shape).all());
        assertThat(order).allSatisfy(id -> assertThat(id.value()).matches("[0-9a-f]{12}"));
        assertThat(order).isNotEqualTo(graph(shape).all().byId());
    }

    @Test
    void a_chain_has_one_base_and_one_head() {
        assertThat(graph(GraphShape.LINEAR).bases()).hasSize(1);
        assertThat(graph(GraphShape.LINEAR).realHeads()).hasSize(1);
    }

    @Test
    void each_third_revision_of_the_diamonds_is_a_merge() {
        RevisionGraph graph = graph(GraphShape.DIAMONDS);
        assertThat(graph.all()).filteredOn(id -> graph.parents(id).size() == 2).hasSize(333);
        assertThat(graph.realHeads()).hasSize(1);
    }

    @Test
    void lines_are_tied_together_by_dependencies_on_other_lines() {
        RevisionGraph graph = graph(GraphShape.LINES);
        assertThat(graph.bases()).hasSize(10);
        List<RevisionId> dependent = graph.all().stream()
                .filter(id -> !graph.dependencies(id).isEmpty())
                .toList();
        assertThat(dependent).hasSizeBetween(20, 80);
        assertThat(dependent)
                .allSatisfy(id -> assertThat(graph.line(id)).doesNotContainAnyElementsOf(graph.dependencies(id)));
    }

    @Test
    void half_of_the_comb_is_open_branches() {
        assertThat(graph(GraphShape.COMB).realHeads()).hasSize(500);
    }

    private static RevisionGraph graph(GraphShape shape) {
        return GrowingBenchmark.sound(RevisionGraph.of(shape.revisions(1_000)));
    }
}
