// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.Range;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.RandomHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in any graph whatever; each property is tried on ten thousand. */
class GraphPropertiesTest {

    private static final int GRAPHS = 100;
    private static final int TARGETS = 4;

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void the_order_is_that_of_the_rule_whatever_is_found_first(long seed) {
        each(seed, history -> {
            RevisionGraph graph = graph(history.revisions());
            List<RevisionId> order = List.copyOf(graph.all());
            assertThat(order).as(history::toString).isEqualTo(oracle(history).order());

            Set<RevisionId> emitted = new HashSet<>();
            order.forEach(id -> {
                assertThat(emitted)
                        .as(history::toString)
                        .containsAll(graph.parents(id))
                        .containsAll(graph.dependencies(id));
                emitted.add(id);
            });
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void shuffled_revisions_give_the_same_plans(long seed) {
        each(seed, history -> {
            List<RevisionDescriptor> shuffled = new ArrayList<>(history.revisions());
            Collections.shuffle(shuffled, history.random());
            List<AppliedRevision> rows = history.roughRows();
            List<AppliedRevision> shuffledRows = new ArrayList<>(rows);
            Collections.shuffle(shuffledRows, history.random());
            Planner one = new Planner(graph(history.revisions()), rows);
            Planner other = new Planner(graph(shuffled), shuffledRows);
            for (int i = 0; i < TARGETS; i++) {
                String target = history.target();
                assertThat(outcomes(one, target))
                        .as(() -> target + " in " + history)
                        .isEqualTo(outcomes(other, target));
            }
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void a_new_leaf_never_changes_the_order_of_what_exists(long seed) {
        each(seed, history -> {
            int size = history.revisions().size();
            List<RevisionId> before = List.copyOf(graph(
                            history.revisions().subList(0, history.random().nextInt(size + 1)))
                    .all());
            List<RevisionId> after = new ArrayList<>(graph(history.revisions()).all());
            after.retainAll(new HashSet<>(before));
            assertThat(after).as(history::toString).isEqualTo(before);
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void a_plan_is_a_slice_of_the_order_and_keeps_what_is_applied_closed(long seed) {
        eachPlan(seed, (history, planner, applied, plan) -> {
            List<RevisionId> steps = ids(plan);
            List<RevisionId> slice = oracle(history).inOrder(Set.copyOf(steps));
            if (plan.operation() == Operation.DOWNGRADE) {
                Collections.reverse(slice);
            }
            if (plan.operation() != Operation.STAMP) {
                assertThat(steps).as(history::toString).isEqualTo(slice);
            }
            Set<RevisionId> now = new TreeSet<>(applied);
            for (Step step : plan.steps()) {
                assertThat(step.isUp() ? now.add(step.id()) : now.remove(step.id()))
                        .isTrue();
                if (plan.operation() != Operation.STAMP) {
                    assertClosed(history, now);
                }
            }
            assertClosed(history, now);
            assertThat(new TreeSet<>(plan.tipsAfter())).as(history::toString).isEqualTo(tips(history, now));
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void undoing_the_steps_of_an_upgrade_in_reverse_restores_what_was_applied(long seed) {
        eachPlan(seed, (history, planner, applied, plan) -> {
            if (plan.operation() == Operation.UPGRADE) {
                Set<RevisionId> now = after(applied, plan);
                List<RevisionId> back = ids(plan);
                Collections.reverse(back);
                for (RevisionId id : back) {
                    now.remove(id);
                    assertClosed(history, now);
                }
                assertThat(now).as(history::toString).isEqualTo(applied);
            }
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void an_absolute_target_has_nothing_left_to_do_where_it_has_led(long seed) {
        eachPlan(seed, (history, planner, applied, plan) -> {
            if (!plan.relative()) {
                List<AppliedRevision> rows = history.rows(after(applied, plan));
                Planner again = new Planner(planner.graph(), rows);
                assertThat(plan(again, plan.operation(), plan.target()).map(Plan::steps))
                        .as(() -> plan.operation() + " " + plan.target() + " in " + history)
                        .isEqualTo(Checked.sound(List.of()));
            }
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void several_steps_are_that_many_single_steps(long seed) {
        each(seed, history -> {
            RevisionGraph graph = graph(history.revisions());
            Set<RevisionId> applied = history.closedSet();
            int steps = 1 + history.random().nextInt(5);
            String line = history.random().nextBoolean() || applied.isEmpty()
                    ? ""
                    : applied.iterator().next() + "@";
            for (Operation operation : List.of(Operation.UPGRADE, Operation.DOWNGRADE)) {
                String sign = operation == Operation.UPGRADE ? "+" : line + "-";
                Optional<Set<RevisionId>> now = Optional.of(applied);
                for (int i = 0; i < steps; i++) {
                    now = now.flatMap(set -> moved(graph, history, set, operation, sign + 1));
                }
                assertThat(moved(graph, history, applied, operation, sign + steps))
                        .as(() -> sign + steps + " from " + applied + " in " + history)
                        .isEqualTo(now);
            }
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void plans_and_stamps_are_those_of_the_rules(long seed) {
        each(seed, history -> {
            if (!history.revisions().isEmpty()) {
                new RuleCheck(history, graph(history.revisions()), oracle(history)).run();
            }
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void a_stamp_marks_nothing_but_what_its_target_has_below_it(long seed) {
        each(seed, history -> {
            Planner planner = new Planner(graph(history.revisions()), history.roughRows());
            for (RevisionDescriptor revision : history.revisions()) {
                plan(planner, Operation.STAMP, revision.id().value())
                        .map(plan -> assertThat(
                                        plan.steps().stream().filter(Step::isUp).map(Step::id))
                                .as(() -> "stamp " + revision.id() + " in " + history)
                                .isSubsetOf(oracle(history).ancestors(List.of(revision.id()))));
            }
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void a_plan_promises_the_tips_that_are_left(long seed) {
        each(seed, history -> {
            RevisionGraph graph = graph(history.revisions());
            List<AppliedRevision> rows = history.roughRows();
            Planner planner = new Planner(graph, rows);
            for (int i = 0; i < TARGETS; i++) {
                String target = history.target();
                for (Operation operation : List.of(Operation.UPGRADE, Operation.DOWNGRADE)) {
                    plan(planner, operation, target).map(plan -> {
                        assertThat(new TreeSet<>(plan.tipsAfter()))
                                .as(() -> operation + " " + target + " over " + rows + " in " + history)
                                .isEqualTo(roughTips(history, rows, plan));
                        return plan;
                    });
                }
            }
        });
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void nothing_that_is_typed_ends_in_anything_but_a_plan_or_a_refusal_with_its_reason(long seed) {
        each(seed, history -> {
            Planner planner = new Planner(graph(history.revisions()), history.roughRows());
            assertThat(planner.status().entries())
                    .hasSizeGreaterThanOrEqualTo(history.revisions().size());
            for (int i = 0; i < TARGETS; i++) {
                String target = history.target();
                answers(history, planner, target)
                        .forEach(answer -> answer.fold(plan -> List.of(), problems -> {
                            assertThat(problems)
                                    .as(() -> target + " in " + history)
                                    .allSatisfy(GraphPropertiesTest::speaks);
                            return problems;
                        }));
            }
        });
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static void each(long seed, Consumer<RandomHistory> property) {
        for (int graph = 0; graph < GRAPHS; graph++) {
            property.accept(new RandomHistory(seed * GRAPHS + graph));
        }
    }

    /** A sound plan for a database that has no gaps and knows nothing that the code does not. */
    private interface PlanProperty {
        void check(RandomHistory history, Planner planner, Set<RevisionId> applied, Plan plan);
    }

    private static void eachPlan(long seed, PlanProperty property) {
        each(seed, history -> {
            Set<RevisionId> applied = history.closedSet();
            Planner planner = new Planner(graph(history.revisions()), history.rows(applied));
            for (int i = 0; i < TARGETS; i++) {
                String target = history.target();
                for (Operation operation : List.of(Operation.UPGRADE, Operation.DOWNGRADE, Operation.STAMP)) {
                    plan(planner, operation, target).map(plan -> {
                        property.check(history, planner, applied, plan);
                        return plan;
                    });
                }
            }
        });
    }

    private static Checked<Plan, Refusal> plan(Planner planner, Operation operation, String target) {
        return Planner.badTarget(Target.parse(target)).flatMap(parsed -> switch (operation) {
            case UPGRADE -> planner.upgrade(parsed, UpgradeOptions.STRICT);
            case DOWNGRADE -> planner.downgrade(parsed);
            default -> planner.stamp(List.of(parsed), false);
        });
    }

    private static List<Checked<Plan, Refusal>> outcomes(Planner planner, String target) {
        return Stream.of(Operation.UPGRADE, Operation.DOWNGRADE, Operation.STAMP)
                .map(operation -> plan(planner, operation, target))
                .toList();
    }

    private static List<Checked<?, ? extends Problem>> answers(RandomHistory history, Planner planner, String typed) {
        List<Checked<?, ? extends Problem>> answers = new ArrayList<>();
        Checked<Target, Refusal> parsed = Planner.badTarget(Target.parse(typed));
        Checked<Target, Refusal> second = Planner.badTarget(Target.parse(history.target()));
        for (boolean yes : new boolean[] {false, true}) {
            UpgradeOptions options = new UpgradeOptions(yes, history.random().nextBoolean(), true);
            answers.add(parsed.flatMap(target -> planner.upgrade(target, options)));
            answers.add(parsed.flatMap(one -> second.flatMap(two -> planner.stamp(List.of(one, two), yes))));
        }
        answers.add(parsed.flatMap(planner::downgrade));
        answers.add(parsed.flatMap(planner::revisions));
        answers.add(
                Planner.badTarget(Range.parse(typed + ":" + history.target())).flatMap(planner::history));
        answers.add(Planner.badTarget(Range.parse(typed)).flatMap(planner::history));
        return answers;
    }

    private static void speaks(Problem problem) {
        assertThat(problem.kind()).matches("[a-z_]+");
        assertThat(problem.message()).isNotBlank();
        assertThat(problem.revisions())
                .allSatisfy(id -> assertThat(problem.message()).contains(id.value()));
    }

    private static Optional<Set<RevisionId>> moved(
            RevisionGraph graph, RandomHistory history, Set<RevisionId> from, Operation operation, String target) {
        return plan(new Planner(graph, history.rows(from)), operation, target)
                .fold(plan -> Optional.of(after(from, plan)), refusals -> Optional.empty());
    }

    private static Set<RevisionId> after(Set<RevisionId> applied, Plan plan) {
        Set<RevisionId> now = new TreeSet<>(applied);
        plan.steps().forEach(step -> {
            if (step.isUp()) {
                now.add(step.id());
            } else {
                now.remove(step.id());
            }
        });
        return now;
    }

    private static Set<RevisionId> tips(RandomHistory history, Set<RevisionId> applied) {
        Set<RevisionId> tips = new TreeSet<>(applied);
        applied.forEach(id -> tips.removeAll(history.below().get(id)));
        return tips;
    }

    /** Of the code's revisions those above no other, of the unknown ones those that no row that stays builds on. */
    private static Set<RevisionId> roughTips(RandomHistory history, List<AppliedRevision> rows, Plan plan) {
        Set<RevisionId> before = new TreeSet<>();
        rows.forEach(row -> before.add(row.id()));
        Set<RevisionId> now = after(before, plan);
        Oracle oracle = oracle(history);
        Set<RevisionId> tips = new TreeSet<>(now);
        for (RevisionId id : now) {
            Set<RevisionId> below = history.below().containsKey(id) ? oracle.ancestors(List.of(id)) : new TreeSet<>();
            below.remove(id);
            tips.removeAll(below);
        }
        for (AppliedRevision row : rows) {
            boolean known = history.below().containsKey(row.id());
            if (now.contains(row.id())) {
                for (RevisionId lower : row.downRevisions()) {
                    if (!known || !history.below().containsKey(lower)) {
                        tips.remove(lower);
                        tips.removeAll(
                                history.below().containsKey(lower) ? oracle.ancestors(List.of(lower)) : Set.of());
                    }
                }
            }
        }
        return tips;
    }

    private static void assertClosed(RandomHistory history, Collection<RevisionId> applied) {
        assertThat(applied).as(history::toString).containsAll(oracle(history).ancestors(applied));
    }

    private static List<RevisionId> ids(Plan plan) {
        return new ArrayList<>(plan.steps().stream().map(Step::id).toList());
    }

    private static Oracle oracle(RandomHistory history) {
        return new Oracle(history.revisions(), history.below());
    }

    private static RevisionGraph graph(Collection<RevisionDescriptor> revisions) {
        return RevisionGraph.of(revisions).fold(graph -> graph, issues -> {
            throw new AssertionError(issues);
        });
    }
}
