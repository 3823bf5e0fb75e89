// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.RevisionId;
import dev.migrator.testing.Graphs;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Revisions that stand for older ones. Letters are ids; {@code s(a)=b,c} stands for b and c, on a. */
class ReplacementsTest {

    private static RevisionId id(String text) {
        return new RevisionId(text);
    }

    private static List<String> problems(String words) {
        return RevisionGraph.of(Graphs.revisions(words))
                .fold(
                        sound -> List.of(),
                        issues -> issues.stream()
                                .map(issue -> issue.kind() + " "
                                        + RevisionId.list(issue.revisions()).replace(", ", " "))
                                .toList());
    }

    private static String resolved(RevisionGraph graph, String target) {
        return Target.parse(target)
                .flatMap(parsed -> new TargetResolver(graph, graph.select(List.of())).resolve(parsed, Direction.UP))
                .fold(
                        destination -> destination instanceof Destination.At at
                                ? RevisionId.list(at.revisions().byId())
                                : "base",
                        issues -> issues.get(0).kind() + ": " + issues.get(0).message());
    }

    @Test
    void what_is_replaced_is_no_longer_in_the_graph_and_its_children_build_on_what_stands_for_it() {
        RevisionGraph graph = Graphs.graph("a b(a) c(b) d(c) s(a)=b,c");

        assertThat(graph.all()).extracting(RevisionId::value).containsExactly("a", "s", "d");
        assertThat(graph.parents(id("d"))).containsExactly(id("s"));
        assertThat(graph.get(id("d")).downRevisions()).containsExactly(id("s"));
        assertThat(graph.asWritten(id("d")).downRevisions()).containsExactly(id("c"));
        assertThat(graph.replacements().successor(id("b"))).contains(id("s"));
        assertThat(graph.replacements().successor(id("d"))).isEmpty();
    }

    @Test
    void the_graph_is_the_same_where_the_code_has_no_longer_what_is_replaced() {
        RevisionGraph graph = Graphs.graph("a d(c) e*b f(e) s(a)=b,c".replace("e*b", "e(d)*c"));

        assertThat(graph.all()).extracting(RevisionId::value).containsExactly("a", "s", "d", "e", "f");
        assertThat(graph.dependencies(id("e"))).containsExactly(id("s"));
        assertThat(graph.get(id("e")).dependsOn()).containsExactly("s");
    }

    @Test
    void what_stands_for_others_may_be_replaced_in_turn() {
        RevisionGraph graph = Graphs.graph("s=a,b c(b) t=s,c d(c)");

        assertThat(graph.all()).extracting(RevisionId::value).containsExactly("t", "d");
        assertThat(graph.replacements().last(id("a"))).isEqualTo(id("t"));
        assertThat(graph.replacements().all()).isEqualTo(Set.of(id("a"), id("b"), id("s"), id("c")));
    }

    @Test
    void a_target_that_names_a_replaced_revision_is_refused_with_the_new_name() {
        RevisionGraph graph = Graphs.graph("base1 squash2(base1)=older1,older2 olderx(squash2)");

        assertThat(resolved(graph, "older1")).isEqualTo("replaced: revision older1 was replaced by squash2; name that");
        assertThat(resolved(graph, "older2-1")).startsWith("replaced: revision older2");
        assertThat(resolved(graph, "older1@head")).startsWith("replaced: ");
        assertThat(resolved(graph, "olderx")).isEqualTo("olderx");
        assertThat(resolved(graph, "older")).isEqualTo("olderx");
    }

    @Test
    void the_beginning_of_replaced_revisions_alone_is_refused_with_the_new_name() {
        RevisionGraph graph = Graphs.graph("base1 squash2(base1)=older1,older2");

        assertThat(resolved(graph, "olde"))
                .isEqualTo("replaced: 'olde' is the beginning of older1, which was replaced by squash2; name that");
        assertThat(resolved(graph, "old")).startsWith("unknown: ");
    }

    @Test
    void a_whole_id_that_is_replaced_is_not_taken_for_the_beginning_of_another() {
        RevisionGraph graph = Graphs.graph("abcd1 s=abcd");

        assertThat(resolved(graph, "abcd")).startsWith("replaced: ");
    }

    @Test
    void a_run_has_one_exit() {
        assertThat(problems("a b(a) c(a) d(b) s=a,b e(c)")).containsExactly("several_exits s a b");
        assertThat(problems("a b(a) c(a) s=a,b,c")).containsExactly("several_exits s b c");
        assertThat(problems("a b(a) x*a s=a,b")).containsExactly("several_exits s a b");
        assertThat(problems("x(a) y(b) s=a,b")).as("of deleted classes").containsExactly("several_exits s a b");
        assertThat(problems("a b(a) c(a) d(b,c) s=a,b,c,d e(d) f(d)")).isEmpty();
        assertThat(problems("a b(a) c(a) d(b,c) e(d) n(c)=b,d t=a,c"))
                .as("by what is replaced itself")
                .isEmpty();
    }

    @Test
    void what_stands_for_others_builds_on_what_they_built_on() {
        assertThat(problems("a b(a) c(b) s=b,c")).containsExactly("replacement_lacks s a");
        assertThat(problems("a[l] b*l c(b) s=b,c")).containsExactly("replacement_lacks s a");
        assertThat(problems("a b(a) c(b) d(c) s(b)=c,d")).isEmpty();
        assertThat(problems("a x(a) b(a) c(b) s(x)=b,c")).as("below its parent").isEmpty();
    }

    @Test
    void each_is_replaced_once_and_none_by_itself() {
        assertThat(problems("s=a,b t=b,c")).containsExactly("replaced_twice b s t");
        assertThat(problems("s=s")).containsExactly("replacement_ring s");
        assertThat(problems("s=t t=s")).containsExactly("replacement_ring s t");
        assertThat(problems("s(a)=a")).containsExactly("cycle s");
    }

    @Test
    void an_id_that_is_replaced_is_no_label_and_must_be_legal() {
        assertThat(problems("s=a x[a]")).containsExactly("label_equals_id x a");
        assertThat(problems("s=a-b")).containsExactly("illegal_id a-b");
    }

    @Test
    void both_names_of_one_parent_are_one_parent_listed_twice() {
        assertThat(problems("s=a c(a,s)")).containsExactly("repeated_parent c s");
    }
}
