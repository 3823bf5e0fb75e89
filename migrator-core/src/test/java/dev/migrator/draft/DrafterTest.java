// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Place;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrafterTest {

    private static final RevisionDescriptor A = RevisionDescriptor.of("aaaa1").build();
    private static final RevisionDescriptor B =
            RevisionDescriptor.of("bbbb1").downRevisions("aaaa1").build();
    private static final RevisionDescriptor C =
            RevisionDescriptor.of("cccc1").downRevisions("aaaa1").build();
    private static final RevisionDescriptor BILLING =
            RevisionDescriptor.of("dddd1").branchLabels("billing").build();

    @Test
    void the_first_revision_is_a_base() {
        Draft draft = sound(on().revision(wanted("create users")));

        assertThat(draft.downRevisions()).isEmpty();
        assertThat(draft.message()).isEqualTo("create users");
        assertThat(draft.id().value()).matches("[0-9a-f]{12}");
    }

    @Test
    void a_revision_stands_on_the_single_head() {
        assertThat(sound(on(A, B).revision(wanted("x"))).downRevisions()).containsExactly(new RevisionId("bbbb1"));
    }

    @Test
    void a_head_that_something_depends_on_does_not_count_unless_it_is_named() {
        RevisionDescriptor needing =
                RevisionDescriptor.of("eeee1").dependsOn("billing").build();

        assertThat(sound(on(BILLING, needing).revision(wanted("x"))).downRevisions())
                .containsExactly(new RevisionId("eeee1"));
        assertThat(sound(on(BILLING, needing).revision(onHead("billing@head"))).downRevisions())
                .containsExactly(new RevisionId("dddd1"));
    }

    @Test
    void several_heads_are_refused_by_name_with_merge_as_the_way_out() {
        assertThat(problems(on(A, B, C).revision(wanted("x")))).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo("several_heads");
            assertThat(problem.message()).contains("bbbb1, cccc1", "--head", "merge");
        });
    }

    @Test
    void a_head_is_named_by_a_part_of_its_id() {
        assertThat(sound(on(A, B, C).revision(onHead("cccc"))).downRevisions())
                .containsExactly(new RevisionId("cccc1"));
    }

    @Test
    void base_starts_another_line() {
        assertThat(sound(on(A, B).revision(onHead("base"))).downRevisions()).isEmpty();
    }

    @Test
    void heads_are_built_on_all_together() {
        assertThat(sound(on(A, B, C).revision(onHead("heads"))).downRevisions())
                .containsExactly(new RevisionId("bbbb1"), new RevisionId("cccc1"));
        assertThat(sound(on(A, B).revision(onHead("heads"))).downRevisions()).containsExactly(new RevisionId("bbbb1"));
        assertThat(sound(on(A, B, C, BILLING).revision(onHead("aaaa1@heads"))).downRevisions())
                .containsExactly(new RevisionId("bbbb1"), new RevisionId("cccc1"));
        RevisionDescriptor needing = RevisionDescriptor.of("eeee1")
                .downRevisions("aaaa1")
                .dependsOn("bbbb1")
                .build();
        assertThat(problems(on(A, B, needing).revision(onHead("aaaa1@heads"))))
                .extracting(Problem::kind)
                .containsExactly("overlapping_targets");
    }

    @Test
    void what_has_children_is_built_on_only_with_splice() {
        assertThat(problems(on(A, B).revision(onHead("aaaa1"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("bbbb1", "--splice"));

        RevisionRequest spliced =
                new RevisionRequest("x", Optional.of("aaaa1"), true, List.of(), List.of(), Optional.empty());
        assertThat(sound(on(A, B).revision(spliced)).downRevisions()).containsExactly(new RevisionId("aaaa1"));
    }

    @Test
    void all_that_is_wrong_is_told_together() {
        RevisionRequest request = new RevisionRequest(
                " \n ",
                Optional.of("nobody"),
                false,
                List.of("head", "billing", "new", "new"),
                List.of("dddd", "dddd1", "current"),
                Optional.of("aaaa1"));

        assertThat(problems(on(A, BILLING).revision(request)))
                .extracting(Problem::kind)
                .containsExactly(
                        "no_message",
                        "name_taken",
                        "illegal_id",
                        "name_taken",
                        "repeated",
                        "unknown",
                        "repeated",
                        "unknown");
    }

    @Test
    void a_label_may_not_be_the_id_of_the_same_revision() {
        RevisionRequest request =
                new RevisionRequest("x", Optional.empty(), false, List.of("one"), List.of(), Optional.of("one"));

        assertThat(problems(on().revision(request))).extracting(Problem::kind).containsExactly("repeated");
    }

    @Test
    void dependencies_become_full_ids_and_labels_stay_labels() {
        RevisionRequest request = new RevisionRequest(
                "x", Optional.of("bbbb1"), false, List.of(), List.of("cccc", "billing"), Optional.empty());

        assertThat(sound(on(A, B, C, BILLING).revision(request)).dependsOn()).containsExactly("cccc1", "billing");
    }

    @Test
    void the_names_of_repeatables_and_seeds_are_taken_too() {
        Definitions code = Definitions.of(List.of(
                        A,
                        RevisionDescriptor.of("views").kind(Kind.REPEATABLE).build(),
                        RevisionDescriptor.of("money")
                                .kind(Kind.SEED)
                                .place(new Place("money.sql", 1))
                                .build()))
                .fold(sound -> sound, issues -> {
                    throw new AssertionError(issues);
                });
        RevisionRequest request =
                new RevisionRequest("m", Optional.empty(), false, List.of("money"), List.of(), Optional.of("views"));

        assertThat(problems(new Drafter(code).revision(request)))
                .extracting(Problem::message)
                .containsExactly(
                        "the revision id views is taken by repeatable views; ids, labels and names share one namespace,"
                                + " so choose another",
                        "the branch label money is taken by seed money (money.sql:1); ids, labels and names share one"
                                + " namespace, so choose another");
    }

    @Test
    void an_id_that_is_taken_is_drawn_again() {
        ArrayDeque<String> ids = new ArrayDeque<>(List.of("aaaa1", "billing", "ffff1"));
        Drafter drafter = new Drafter(Definitions.of(graph(A, BILLING)), ids::remove);

        assertThat(sound(drafter.revision(onHead("base"))).id()).isEqualTo(new RevisionId("ffff1"));
    }

    @Test
    void a_message_is_one_line() {
        assertThat(sound(on().revision(wanted(" add\n\tusers "))).message()).isEqualTo("add users");
    }

    @Test
    void a_message_that_the_locale_spoiled_is_refused() {
        assertThat(problems(on().revision(wanted("gr\uFFFD\uFFFDn"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("LC_ALL=C.UTF-8"));
    }

    @Test
    void a_merge_joins_all_real_heads() {
        assertThat(sound(on(A, B, C).merge(merging())).downRevisions())
                .containsExactly(new RevisionId("bbbb1"), new RevisionId("cccc1"));
    }

    @Test
    void lines_with_different_labels_are_merged_only_by_name() {
        assertThat(problems(on(A, BILLING).merge(merging()))).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo("separate_lines");
            assertThat(problem.message()).contains("aaaa1 (no label)", "dddd1 (billing)");
        });
        assertThat(sound(on(A, BILLING).merge(merging("aaaa1", "billing"))).downRevisions())
                .containsExactly(new RevisionId("aaaa1"), new RevisionId("dddd1"));
    }

    @Test
    void a_merge_of_fewer_than_two_is_refused() {
        assertThat(problems(on(A, B).merge(merging())))
                .extracting(Problem::kind)
                .containsExactly("nothing_to_merge");
        assertThat(problems(on().merge(merging()))).extracting(Problem::kind).containsExactly("nothing_to_merge");
        assertThat(problems(on(A, B, C).merge(merging("bbbb1"))))
                .extracting(Problem::kind)
                .containsExactly("nothing_to_merge");
    }

    @Test
    void a_merge_of_one_revision_twice_is_refused() {
        assertThat(problems(on(A, B, C).merge(merging("bbbb1", "bbbb", "cccc1"))))
                .extracting(Problem::kind)
                .containsExactly("repeated");
    }

    @Test
    void a_merge_of_a_revision_with_one_below_it_is_refused() {
        RevisionDescriptor needing =
                RevisionDescriptor.of("eeee1").dependsOn("billing").build();

        assertThat(problems(on(A, B).merge(merging("aaaa1", "bbbb1"))))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("revision bbbb1 has aaaa1 below it");
        assertThat(problems(on(BILLING, needing).merge(merging("eeee1", "dddd1"))))
                .extracting(Problem::kind)
                .containsExactly("overlapping_targets");
    }

    private static Drafter on(RevisionDescriptor... revisions) {
        return new Drafter(Definitions.of(graph(revisions)));
    }

    private static RevisionGraph graph(RevisionDescriptor... revisions) {
        return RevisionGraph.of(List.of(revisions)).fold(graph -> graph, issues -> {
            throw new AssertionError(issues);
        });
    }

    private static RevisionRequest wanted(String message) {
        return new RevisionRequest(message, Optional.empty(), false, List.of(), List.of(), Optional.empty());
    }

    private static RevisionRequest onHead(String head) {
        return new RevisionRequest("x", Optional.of(head), false, List.of(), List.of(), Optional.empty());
    }

    private static MergeRequest merging(String... names) {
        return new MergeRequest("join", Stream.of(names).toList(), List.of(), Optional.empty());
    }

    private static Draft sound(Checked<Draft, Problem> checked) {
        return checked.fold(draft -> draft, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static List<Problem> problems(Checked<Draft, Problem> checked) {
        return checked.fold(
                draft -> {
                    throw new AssertionError("not refused: " + draft);
                },
                problems -> problems);
    }
}
