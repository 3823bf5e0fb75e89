// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Place;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
    void a_problem_tells_where_each_of_its_revisions_is_written() {
        List<GraphIssue> issues = issues(Stream.of(
                        revision("a").className("One"),
                        revision("a").className("Two"),
                        revision("b").downRevisions("a", "a"),
                        revision("c").downRevisions("nowhere"),
                        revision("d").dependsOn("nobody"),
                        revision("e").branchLabels("twin"),
                        revision("f").branchLabels("twin", "a"),
                        revision("x-y"),
                        revision("g").branchLabels("no spaces"),
                        revision("r").downRevisions("s"),
                        revision("s").dependsOn("r"),
                        revision("t").replaces("old"),
                        revision("u").replaces("old", "no id"),
                        revision("v").replaces("w"),
                        revision("w").replaces("v"))
                .map(each -> each.place(new Place(each.build().id() + ".sql", 7)))
                .map(RevisionDescriptor.Builder::build)
                .toList());

        assertThat(issues)
                .extracting(GraphIssue::message)
                .extracting(message ->
                        message.replaceFirst("[;,] (?:give|list|use|which|ids|a label|one|take|break).*", ""))
                .containsExactlyInAnyOrder(
                        "'no id' (replaced by u (u.sql:7)) is no legal revision id",
                        "revision old is replaced by t (t.sql:7), u (u.sql:7)",
                        "revisions replace themselves: v (v.sql:7) → w (w.sql:7) → v (each revision → what replaces it)",
                        "revision a is defined 2 times: a.sql:7, a.sql:7",
                        "'x-y' (x-y.sql:7) is no legal revision id",
                        "the branch label a of revision f (f.sql:7) is also the id of a revision",
                        "'no spaces', a branch label of revision g (g.sql:7), is not legal",
                        "the branch label twin is used more than once, on e (e.sql:7), f (f.sql:7)",
                        "revision b (b.sql:7) lists its parent a twice",
                        "revision c (c.sql:7) has the parent nowhere",
                        "revision d (d.sql:7) depends on nobody",
                        "cycle: r (r.sql:7) → s (s.sql:7) → r (each revision → its parent or dependency)");
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

    @Test
    void a_sentence_names_no_more_ids_than_a_person_reads() {
        List<RevisionId> many =
                IntStream.range(0, 30).mapToObj(i -> new RevisionId("r" + i)).toList();

        assertThat(RevisionId.list(many)).startsWith("r0, r1, ").endsWith(", r24 and 5 more");
        assertThat(RevisionId.list(many.subList(0, 25))).endsWith(", r24");
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
