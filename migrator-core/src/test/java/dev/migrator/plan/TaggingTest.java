// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.Range;
import dev.migrator.graph.Target;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Place;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.Graphs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tags mean to commands. Code and rows are written as graphs are, a tag as its name, its heads and all that it marks. */
class TaggingTest {

    private static final String LINE = "a b(a) c[late](b) d(c)";

    private record Database(String code, String rows, Map<String, String> tags) {

        static Database of(String code, String rows) {
            return new Database(code, rows, Map.of());
        }

        Database tagged(String name, String heads, String all) {
            Map<String, String> more = new HashMap<>(tags);
            more.put(name, heads + ":" + all);
            return new Database(code, rows, more);
        }

        Planner planner() {
            List<RevisionDescriptor> found = new ArrayList<>(Graphs.revisions(code));
            found.add(RevisionDescriptor.of("views").kind(Kind.REPEATABLE).build());
            found.add(RevisionDescriptor.of("money")
                    .kind(Kind.SEED)
                    .place(new Place("money.sql", 1))
                    .build());
            List<AppliedRevision> rowsOfTags = new ArrayList<>();
            Map<RevisionId, List<RevisionId>> marked = new HashMap<>();
            tags.forEach((name, what) -> {
                rowsOfTags.add(row(new RevisionId(name), ids(what.split(":", -1)[0]), List.of()));
                marked.put(new RevisionId(name), ids(what.split(":", -1)[1]));
            });
            return new Planner(
                            sound(Definitions.of(found)),
                            Graphs.revisions(rows).stream()
                                    .map(revision -> row(
                                            revision.id(),
                                            revision.downRevisions(),
                                            revision.dependsOn().stream()
                                                    .map(RevisionId::new)
                                                    .toList()))
                                    .toList(),
                            Map.of(Kind.TAG, rowsOfTags),
                            PresentCode.UNSEEN,
                            List.of(),
                            List.of())
                    .remembering(new Past(marked, Optional.empty(), true));
        }

        String downgrade(String target) {
            return told(planner().downgrade(target(target)));
        }

        String upgrade(String target) {
            return told(planner().upgrade(target(target), UpgradeOptions.STRICT));
        }
    }

    private static AppliedRevision row(RevisionId id, List<RevisionId> parents, List<RevisionId> dependencies) {
        return new AppliedRevision(
                id,
                AppliedRevision.State.APPLIED,
                parents,
                dependencies,
                "",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                "ada");
    }

    private static List<RevisionId> ids(String list) {
        return Stream.of(list.split(",")).map(RevisionId::new).toList();
    }

    private static <T> T sound(Checked<T, ? extends Problem> checked) {
        return checked.fold(value -> value, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static Target target(String text) {
        return sound(Target.parse(text));
    }

    private static String told(Checked<Plan, Refusal> plan) {
        return plan.fold(
                sound -> sound.steps().stream()
                        .filter(step -> step.kind() != Kind.REPEATABLE)
                        .map(step -> (step.isUp() ? "+" : "-") + step.id())
                        .collect(Collectors.joining(" ")),
                refusals -> refusals.stream()
                        .map(refusal -> refusal.kind() + " " + RevisionId.list(refusal.revisions()))
                        .collect(Collectors.joining("; ")));
    }

    private static String message(Checked<Plan, Refusal> plan) {
        return plan.fold(sound -> "", refusals -> refusals.get(0).message());
    }

    private static Step.Tag set(Database database, String name) {
        return (Step.Tag) sound(database.planner().tag(new RevisionId(name))).steps().stream()
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void a_tag_marks_the_tips_and_all_that_is_applied_what_the_code_does_not_know_included() {
        Step.Tag tag = set(Database.of("a b(a) c(a)", "a b(a) c(a) x(c)"), "v1");

        assertThat(tag.heads()).hasToString("[b, x]");
        assertThat(tag.applied()).hasToString("[a, b, c, x]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HEAD", "Current", "base", "a-b", "ä", "v 1", "@v", "v1:"})
    void a_name_outside_the_alphabet_is_refused(String name) {
        assertThat(told(Database.of(LINE, "a").planner().tag(new RevisionId(name))))
                .startsWith("illegal_name");
    }

    @ParameterizedTest
    @CsvSource({
        "d, revision d",
        "late, a label of revision c",
        "old, 'revision old, for which revision s'",
        "views, repeatable views",
        "money, seed money",
        "gone, 'revision gone, which the database has and the code does not'"
    })
    void a_name_that_something_has_is_refused_with_where_that_is(String name, String where) {
        Database database = Database.of(LINE + " s(d)=old", "a gone(a)");

        assertThat(message(database.planner().tag(new RevisionId(name))))
                .startsWith("the name " + name + " is taken by " + where);
    }

    @Test
    void nothing_is_nothing_to_mark() {
        assertThat(told(Database.of(LINE, "").planner().tag(new RevisionId("v1"))))
                .isEqualTo("nothing_applied v1");
    }

    @Test
    void a_tag_is_set_once_and_the_same_again_is_nothing_to_do() {
        Database database = Database.of(LINE, "a b(a)").tagged("v1", "b", "a,b").tagged("v0", "a", "a");

        assertThat(told(database.planner().tag(new RevisionId("v1")))).isEmpty();
        assertThat(message(database.planner().tag(new RevisionId("v0"))))
                .startsWith("there is a tag v0 already, at a, and the database has something else now");
        assertThat(told(database.planner().untag(new RevisionId("v0")))).isEqualTo("-v0");
        assertThat(message(database.planner().untag(new RevisionId("v11")))).contains("did you mean v1?");
    }

    @Test
    void a_name_that_is_the_beginning_of_others_means_the_tag_from_now_on_and_that_is_told() {
        Database database = Database.of("abcd1 abcd2(abcd1)", "abcd1 abcd2(abcd1)");

        assertThat(sound(database.planner().tag(new RevisionId("abcd"))).notices())
                .containsExactly(
                        "as a target, abcd means the tag from now on, and no longer the beginning of abcd1, abcd2");
        assertThat(sound(database.planner().tag(new RevisionId("abc"))).notices())
                .isEmpty();
        assertThat(database.tagged("abcd", "abcd1", "abcd1").downgrade("abcd")).isEqualTo("-abcd2");
    }

    @Test
    void a_downgrade_undoes_exactly_what_was_not_there() {
        Database forked = Database.of("a b(a) c(a) d(b,c)", "a b(a) c(a) d(b,c)");

        assertThat(forked.tagged("v1", "b", "a,b").downgrade("v1")).isEqualTo("-d -c");
        assertThat(forked.tagged("v1", "b,c", "a,b,c").downgrade("v1")).isEqualTo("-d");
        assertThat(forked.tagged("v1", "d", "a,b,c,d").downgrade("v1")).isEmpty();
        assertThat(forked.downgrade("b"))
                .as("a revision leaves what is beside it")
                .isEqualTo("-d");
    }

    @Test
    void what_was_there_and_is_not_any_more_is_named() {
        assertThat(Database.of(LINE, "a b(a)").tagged("v1", "d", "a,b,c,d").downgrade("v1"))
                .isEqualTo("not_applied c, d");
        assertThat(Database.of("a b(a) c(a)", "a b(a)").tagged("v1", "c", "a,c").downgrade("v1"))
                .isEqualTo("not_applied c");
    }

    @Test
    void what_was_put_below_something_since_cannot_be_undone_alone() {
        Database edited = Database.of("a x(a) b(x)", "a x(a) b(x)").tagged("v1", "b", "a,b");

        assertThat(edited.downgrade("v1")).isEqualTo("built_on x, b");
    }

    @Test
    void what_the_code_does_not_know_has_to_go_too_or_may_stay() {
        Database ahead = Database.of("a b(a)", "a b(a) x(b)");

        assertThat(ahead.tagged("v1", "b", "a,b").downgrade("v1")).isEqualTo("unknown_applied x");
        assertThat(ahead.tagged("v1", "x", "a,b,x").downgrade("v1")).isEmpty();
    }

    @Test
    void an_upgrade_goes_to_what_a_tag_marks() {
        Database database = Database.of(LINE + " e(a)", "a").tagged("v1", "c,e", "a,b,c,e");

        assertThat(database.upgrade("v1")).isEqualTo("+b +c +e");
        assertThat(database.upgrade("v1+1")).startsWith("several_heads");
        assertThat(Database.of(LINE, "a").tagged("v1", "b", "a,b").upgrade("v1+1"))
                .isEqualTo("+b +c");
        assertThat(Database.of("a", "a").tagged("v1", "x", "a,x").upgrade("v1")).isEqualTo("unknown v1, x");
        assertThat(Database.of(LINE, "a").upgrade("v1")).isEqualTo("unknown ");
    }

    @Test
    void stamps_and_ranges_take_a_tag_for_its_heads() {
        Database database = Database.of(LINE, "a b(a)").tagged("v1", "c", "a,b,c");

        assertThat(told(database.planner().stamp(List.of(target("v1")), false))).isEqualTo("+c");
        assertThat(sound(database.planner().history(sound(Range.parse("b:v1")))).byId())
                .hasToString("[b, c]");
        assertThat(sound(database.planner().revisions(target("v1"))).byId()).hasToString("[c]");
    }

    @Test
    void a_slip_of_the_fingers_is_told_with_the_tag_that_was_meant() {
        Database database = Database.of(LINE, "a b(a)").tagged("release_1", "a", "a");

        assertThat(message(database.planner().downgrade(target("relaese_1")))).contains("did you mean release_1?");
    }

    @Test
    void a_name_that_came_into_the_code_later_is_ambiguous_and_told() {
        Database database = Database.of(LINE, "a b(a)").tagged("late", "a", "a").tagged("money", "a", "a");
        Planner planner = database.planner();

        assertThat(database.downgrade("late")).isEqualTo("ambiguous_name late");
        assertThat(database.upgrade("late")).isEqualTo("ambiguous_name money; ambiguous_name late");
        assertThat(database.upgrade("late+1")).isEqualTo("ambiguous_name money; ambiguous_name late");
        assertThat(told(planner.stamp(List.of(target("late")), false))).isEqualTo("ambiguous_name late");
        assertThat(told(planner.upgrade(target("late@head"), UpgradeOptions.STRICT.withoutValidation())))
                .as("a line is never a tag's")
                .isEqualTo("+c +d");
        assertThat(planner.status().tags())
                .extracting(tag -> tag.name() + ": " + tag.clash().orElse(""))
                .containsExactly("late: a label of revision c", "money: seed money (money.sql:1)");
        assertThat(planner.validate(List.of()).in(Validation.Kind.AMBIGUOUS)).hasToString("[late, money]");
        assertThat(planner.validate(List.of()).passed()).isFalse();
        assertThat(database.upgrade("head")).isEqualTo("ambiguous_name late; ambiguous_name money");
        assertThat(told(planner.untag(new RevisionId("late")))).isEqualTo("-late");
    }

    @Test
    void what_a_tag_marks_is_read_in_the_names_of_what_stands_for_it() {
        String code = "a s(a)=b,c d(s)";
        Database before = Database.of(code, "a b(a) c(b) d(c)");
        Database after = Database.of(code, "a s(a) d(s)");

        for (Database database : List.of(before, after)) {
            assertThat(database.tagged("v1", "c", "a,b,c").downgrade("v1")).endsWith("-d");
            assertThat(database.tagged("v1", "c", "a,b,c").upgrade("v1")).isIn("", "+s");
            assertThat(database.tagged("v1", "b", "a,b").downgrade("v1")).isEqualTo("replaced s, b, c");
            assertThat(database.tagged("v1", "b", "a,b").upgrade("v1")).isEqualTo("replaced s, b, c");
            assertThat(database.tagged("v1", "a", "a").downgrade("v1")).endsWith("-d -s");
        }
        assertThat(after.tagged("v1", "b", "a,b").planner().status().tags())
                .extracting(Tag::here)
                .containsExactly(false);
    }

    @Test
    void the_ledger_has_the_names_of_the_code_before_it_is_marked() {
        assertThat(told(Database.of("s=a,b", "a b(a)").planner().tag(new RevisionId("v1"))))
                .isEqualTo("+s +v1");
        assertThat(set(Database.of("s=a,b", "a b(a)"), "v1").applied()).hasToString("[s]");
        assertThat(told(Database.of("s=a,b", "a").planner().tag(new RevisionId("v1"))))
                .isEqualTo("replaced s, a, b");
    }

    @Test
    void who_asks_no_database_is_told_that_it_may_be_a_tag() {
        Definitions code = Definitions.of(Graphs.graph(LINE));

        assertThat(message(sound(Planner.assuming(code, List.of(target("b")))).downgrade(target("v1"))))
                .endsWith("If it is a tag: only the database knows those, and it is not asked here");
        assertThat(Planner.assuming(code, List.of(target("v1")))
                        .<String>fold(planner -> "", refusals -> refusals.get(0).message()))
                .contains("only the database knows those");
    }
}
