// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.Graphs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is planned where the code replaces what a database has. Rows are written as graphs are. */
class SuccessionTest {

    private static final RevisionGraph CODE = Graphs.graph("a s(a)=b,c d(c) e(d)");

    private static List<AppliedRevision> rows(String words) {
        return Graphs.revisions(words).stream()
                .map(revision -> new AppliedRevision(
                        revision.id(),
                        AppliedRevision.State.APPLIED,
                        revision.downRevisions(),
                        revision.dependsOn().stream().map(RevisionId::new).toList(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH,
                        ""))
                .toList();
    }

    private static Planner planner(String rows) {
        return new Planner(CODE, rows(rows));
    }

    private static Target target(String text) {
        return Target.parse(text).fold(sound -> sound, issues -> {
            throw new AssertionError(issues);
        });
    }

    private static String told(Checked<Plan, Refusal> plan) {
        return plan.fold(
                sound -> sound.steps().stream().map(SuccessionTest::told).collect(Collectors.joining(" ")),
                refusals -> refusals.stream()
                        .map(refusal -> refusal.kind() + " " + RevisionId.list(refusal.revisions()))
                        .collect(Collectors.joining("; ")));
    }

    private static String told(Step step) {
        if (step instanceof Step.Replace replace) {
            return step.id() + "="
                    + replace.replaced().stream().map(RevisionId::value).collect(Collectors.joining(","))
                    + replace.relinked().stream()
                            .map(row -> "/" + row.id() + "(" + RevisionId.list(row.downRevisions()) + ")")
                            .collect(Collectors.joining());
        }
        return (step.isUp() ? "+" : "-") + step.id();
    }

    private static String upgrade(String rows) {
        return told(planner(rows).upgrade(target("heads"), UpgradeOptions.STRICT));
    }

    @Test
    void a_database_that_has_none_of_it_runs_what_stands_for_it() {
        assertThat(upgrade("a")).isEqualTo("+s +d +e");
    }

    @Test
    void a_database_that_has_all_of_it_is_brought_up_to_date_and_runs_only_what_is_new() {
        assertThat(upgrade("a b(a) c(b) d(c)")).isEqualTo("s=b,c/d(s) +e");
        assertThat(upgrade("a b(a) c(b) d(c) e(d)")).isEqualTo("s=b,c/d(s)");
        assertThat(upgrade("a b(a) c(b)")).isEqualTo("s=b,c +d +e");
    }

    @Test
    void a_database_that_was_brought_up_to_date_has_nothing_to_do() {
        assertThat(upgrade("a s(a) d(s) e(d)")).isEmpty();
    }

    @Test
    void a_database_that_has_some_of_it_is_refused_whatever_is_asked() {
        String refused = "replaced s, b, c";
        assertThat(upgrade("a b(a)")).isEqualTo(refused);
        Planner planner = planner("a b(a)");
        assertThat(told(planner.downgrade(target("base")))).isEqualTo(refused);
        assertThat(told(planner.stamp(List.of(target("heads")), false))).isEqualTo(refused);
        assertThat(told(planner.stamp(List.of(target("s")), true))).isEqualTo("-b +s");
        assertThat(told(planner.knowingTheLedger().flatMap(knowing -> knowing.downgrade(target("base")))))
                .isEqualTo(refused);
        assertThat(planner.status().in(Status.State.REPLACED)).containsExactly(new RevisionId("b"));
        assertThat(planner.validate(List.of()).in(Validation.Kind.REPLACED)).containsExactly(new RevisionId("b"));
    }

    @Test
    void a_database_that_has_both_is_refused() {
        assertThat(upgrade("a b(a) c(b) s(a)")).isEqualTo("replaced s, b, c");
        assertThat(messages(CODE, "a b(a) s(a)"))
                .containsExactly("the database has revision s, and also b, which it stands for;"
                        + " if all is there, stamp what current shows with --purge");
    }

    @Test
    void a_database_that_has_both_is_refused_where_the_newer_one_was_replaced_in_turn() {
        RevisionGraph code = Graphs.graph("s=a,b t=s,c");

        assertThat(messages(code, "a s c(s)")).singleElement().asString().contains("revision s, and also a,");
        assertThat(messages(code, "a b(a) s c(s)")).singleElement().asString().contains("revision s, and also a, b,");
    }

    private static List<String> messages(RevisionGraph code, String rows) {
        return new Planner(code, rows(rows))
                .upgrade(target("heads"), UpgradeOptions.STRICT)
                .fold(
                        plan -> List.of(told(Checked.sound(plan))),
                        refusals -> refusals.stream().map(Refusal::message).toList());
    }

    @Test
    void a_repair_that_accepts_a_lineage_brings_the_ledger_up_to_date_first() {
        RevisionGraph moved = Graphs.graph("a s(a)=b,c d(c) e(s)");

        assertThat(told(new Planner(moved, rows("a b(a) c(b) d(c) e(d)")).repair(RepairRequest.accepting("e"))))
                .isEqualTo("s=b,c/d(s) +e");
        assertThat(told(new Planner(moved, rows("a b(a) c(b) d(c) e(c)")).repair(RepairRequest.accepting("e"))))
                .isEmpty();
    }

    @Test
    void what_was_interrupted_is_not_all_of_it() {
        List<AppliedRevision> rows = new ArrayList<>(rows("a b(a)"));
        rows.add(new AppliedRevision(
                new RevisionId("c"),
                AppliedRevision.State.INTERRUPTED,
                List.of(new RevisionId("b")),
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                ""));

        assertThat(told(new Planner(CODE, rows).upgrade(target("heads"), UpgradeOptions.STRICT)))
                .isEqualTo("interrupted c; replaced s, b, c");
    }

    @Test
    void where_it_is_and_how_it_stands_is_told_in_the_names_of_the_code() {
        Planner planner = planner("a b(a) c(b) d(c)");

        assertThat(planner.current()).containsExactly(new RevisionId("d"));
        assertThat(planner("a b(a) c(b)").current()).containsExactly(new RevisionId("s"));
        assertThat(planner.status().in(Status.State.APPLIED))
                .extracting(RevisionId::value)
                .containsExactly("a", "s", "d");
        assertThat(planner.status().in(Status.State.UNKNOWN)).isEmpty();
        assertThat(planner.validate(List.of()).passed()).isTrue();
    }

    @Test
    void a_downgrade_that_undoes_something_brings_the_ledger_up_to_date_first() {
        Planner planner = planner("a b(a) c(b) d(c)");

        assertThat(told(planner.downgrade(target("s")))).isEqualTo("s=b,c/d(s) -d");
        assertThat(told(planner.downgrade(target("base")))).isEqualTo("s=b,c/d(s) -d -s -a");
        assertThat(told(planner.downgrade(target("d")))).isEmpty();
        assertThat(told(planner.downgrade(target("c")))).isEqualTo("replaced c, s");
    }

    @Test
    void a_stamp_brings_the_ledger_up_to_date_and_a_baseline_finds_it_as_it_is() {
        Planner planner = planner("a b(a) c(b)");

        assertThat(told(planner.stamp(List.of(target("d")), false))).isEqualTo("s=b,c +d");
        assertThat(told(planner.baseline(List.of(target("s"))))).isEmpty();
    }

    @Test
    void what_is_replaced_again_is_complete_by_way_of_what_it_replaced() {
        RevisionGraph code = Graphs.graph("s=a,b t=s,c d(c)");
        String all = Stream.of("a b(a) c(b)", "s c(s)", "a b(a)", "s", "t", "")
                .map(rows -> told(new Planner(code, rows(rows)).upgrade(target("heads"), UpgradeOptions.STRICT)))
                .collect(Collectors.joining(" | "));

        assertThat(all).isEqualTo("t=a,b,c +d | t=s,c +d | replaced t, a, b, c | replaced t, s, c | +d | +t +d");
    }

    @Test
    void what_is_left_of_a_plan_after_a_wait_is_told_by_what_the_ledger_says_itself() {
        Plan plan = planner("a b(a) c(b) d(c)")
                .upgrade(target("+1"), UpgradeOptions.STRICT)
                .fold(sound -> sound, refusals -> {
                    throw new AssertionError(refusals);
                });

        assertThat(plan.remainingAt(StartingPoint.of(rows("a b(a) c(b) d(c)"), Map.of())))
                .contains(plan);
        assertThat(plan.remainingAt(StartingPoint.of(rows("a s(a) d(s)"), Map.of()))
                        .map(Plan::steps))
                .hasValueSatisfying(steps ->
                        assertThat(steps).extracting(SuccessionTest::told).containsExactly("+e"));
    }
}
