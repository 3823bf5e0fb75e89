// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionGraphTest {

    @Test
    void no_revisions_at_all_are_a_legal_graph() {
        assertThat(graph(List.of()).all()).isEmpty();
    }

    @Test
    void every_problem_is_told_at_once() {
        List<GraphIssue> issues = issues(List.of(
                revision("a").className("One").build(),
                revision("a").className("Two").build(),
                revision("b").downRevisions("a", "a").build(),
                revision("c").downRevisions("nowhere").build(),
                revision("d").dependsOn("nobody").build(),
                revision("e").branchLabels("twin").build(),
                revision("f").branchLabels("twin", "a").build(),
                revision("x-y").build(),
                revision("Head").branchLabels("no spaces").build()));

        assertThat(issues)
                .extracting(GraphIssue::kind)
                .containsExactlyInAnyOrder(
                        "duplicate_id",
                        "repeated_parent",
                        "unknown_parent",
                        "unknown_dependency",
                        "label_used_twice",
                        "label_equals_id",
                        "illegal_id",
                        "illegal_id",
                        "illegal_label");
        assertThat(issues).allSatisfy(issue -> assertThat(issue.message()).isNotBlank());
        assertThat(issues)
                .filteredOn(GraphIssue.DuplicateId.class::isInstance)
                .first()
                .extracting(GraphIssue::message)
                .asString()
                .contains("One, Two");
    }

    @Test
    void a_knot_is_told_as_its_shortest_ring_through_its_smallest_id() {
        List<GraphIssue> issues = issues(List.of(
                revision("a").downRevisions("d", "c").build(),
                revision("b").downRevisions("a").build(),
                revision("c").downRevisions("b").build(),
                revision("d").downRevisions("b").build(),
                revision("loop").dependsOn("loop").build(),
                revision("fine").downRevisions("a").build()));

        assertThat(issues).extracting(GraphIssue::revisions).containsExactly(ids("a", "c", "b"), ids("loop"));
        assertThat(issues.get(0).message()).startsWith("cycle: a → c → b → a ");
    }

    @Test
    void a_graph_as_deep_as_a_hundred_thousand_overflows_nothing() {
        int depth = 100_000;
        List<RevisionDescriptor> revisions = new ArrayList<>();
        revisions.add(revision("r0").build());
        for (int i = 1; i < depth; i++) {
            revisions.add(revision("r" + i).downRevisions("r" + (i - 1)).build());
        }
        assertThat(graph(revisions).all()).hasSize(depth);

        revisions.set(0, revision("r0").downRevisions("r" + (depth - 1)).build());
        assertThat(issues(revisions))
                .singleElement()
                .extracting(GraphIssue::kind)
                .isEqualTo("cycle");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_respects_lineage_and_knows_nothing_of_how_revisions_were_found(long seed) {
        List<RevisionDescriptor> revisions = random(new Random(seed), 40);
        RevisionGraph graph = graph(revisions);

        Set<RevisionId> emitted = new HashSet<>();
        for (RevisionId id : graph.all()) {
            assertThat(emitted).containsAll(graph.parents(id)).containsAll(graph.dependencies(id));
            emitted.add(id);
        }

        List<RevisionDescriptor> shuffled = new ArrayList<>(revisions);
        Collections.shuffle(shuffled, new Random(seed + 1));
        assertThat(List.copyOf(graph(shuffled).all())).isEqualTo(List.copyOf(graph.all()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_new_leaf_never_changes_the_order_of_what_exists(long seed) {
        List<RevisionDescriptor> revisions = random(new Random(seed), 40);
        List<RevisionId> before = List.copyOf(graph(revisions.subList(0, 30)).all());
        List<RevisionId> after = new ArrayList<>(graph(revisions).all());
        after.retainAll(before);
        assertThat(after).isEqualTo(before);
    }

    static Stream<Long> seeds() {
        return IntStream.range(0, 300).mapToObj(Long::valueOf);
    }

    /** Each revision builds on some of those before it, so that the end of the list holds leaves. */
    private static List<RevisionDescriptor> random(Random random, int size) {
        List<RevisionDescriptor> revisions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Set<String> parents = pick(random, names, random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(5) / 3);
            Set<String> dependencies = pick(random, names, random.nextInt(4) / 3);
            String name = Integer.toString(random.nextInt(36 * 36 * 36), 36) + "_" + i;
            revisions.add(revision(name)
                    .downRevisions(List.copyOf(parents))
                    .dependsOn(List.copyOf(dependencies))
                    .build());
            names.add(name);
        }
        return revisions;
    }

    private static Set<String> pick(Random random, List<String> from, int count) {
        Set<String> picked = new HashSet<>();
        for (int i = 0; i < count && !from.isEmpty(); i++) {
            picked.add(from.get(random.nextInt(from.size())));
        }
        return picked;
    }

    private static RevisionDescriptor.Builder revision(String id) {
        return RevisionDescriptor.of(id);
    }

    private static RevisionGraph graph(List<RevisionDescriptor> revisions) {
        return ((Checked.Sound<RevisionGraph, GraphIssue>) RevisionGraph.of(revisions)).value();
    }

    private static List<GraphIssue> issues(List<RevisionDescriptor> revisions) {
        return ((Checked.Unsound<RevisionGraph, GraphIssue>) RevisionGraph.of(revisions)).problems();
    }

    private static List<RevisionId> ids(String... ids) {
        return Stream.of(ids).map(RevisionId::new).toList();
    }
}
