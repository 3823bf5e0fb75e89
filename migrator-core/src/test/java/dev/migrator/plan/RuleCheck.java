// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.Range;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.RandomHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares plans with what the rules say, worked out once more by {@link Oracle}. */
final class RuleCheck {

    private final RandomHistory history;
    private final Oracle oracle;
    private final Set<RevisionId> applied;
    private final Planner planner;

    RuleCheck(RandomHistory history, RevisionGraph graph, Oracle oracle) {
        this.history = history;
        this.oracle = oracle;
        this.applied = history.closedSet();
        this.planner = new Planner(graph, history.rows(applied));
    }

    void run() {
        RevisionId a = any();
        RevisionId b = any();
        upgrades(a);
        downgrades(a);
        stamps(a, b);
        ranges(a, b);
    }

    private void upgrades(RevisionId id) {
        upgrade(id.value(), oracle.ancestors(List.of(id)));
        upgrade("heads", oracle.ancestors(oracle.realHeads()));
        upgrade("base", Set.of());
    }

    private void upgrade(String target, Set<RevisionId> wanted) {
        Set<RevisionId> missing = new TreeSet<>(wanted);
        missing.removeAll(applied);
        assertThat(steps(planner.upgrade(target(target), UpgradeOptions.STRICT)))
                .as(() -> "upgrade " + target + " from " + applied + " in " + history)
                .isEqualTo(oracle.inOrder(missing));
    }

    private void downgrades(RevisionId id) {
        Set<RevisionId> line = oracle.line(id);
        Set<RevisionId> basesOfLine = new TreeSet<>(oracle.bases());
        basesOfLine.retainAll(line);
        downgrade("base", oracle.bases());
        downgrade(id + "@base", basesOfLine);
        if (applied.contains(id)) {
            downgrade(id.value(), oracle.children(id));
        } else {
            assertThat(kind(planner.downgrade(target(id.value())))).isEqualTo("not_applied");
        }
    }

    private void downgrade(String target, Set<RevisionId> roots) {
        Set<RevisionId> undone = oracle.descendants(roots);
        undone.retainAll(applied);
        boolean oneWay = history.revisions().stream()
                .anyMatch(revision -> undone.contains(revision.id()) && !revision.reversible());
        Checked<Plan, Refusal> plan = planner.downgrade(target(target));
        if (oneWay) {
            assertThat(kind(plan)).isEqualTo("irreversible");
            return;
        }
        List<RevisionId> expected = new ArrayList<>(oracle.inOrder(undone));
        Collections.reverse(expected);
        assertThat(steps(plan))
                .as(() -> "downgrade " + target + " from " + applied + " in " + history)
                .isEqualTo(expected);
    }

    private void stamps(RevisionId a, RevisionId b) {
        Set<RevisionId> present = oracle.ancestors(List.of(a, b));
        Set<RevisionId> absent = strictlyAbove(a);
        absent.addAll(strictlyAbove(b));
        boolean overlapping = absent.contains(a) || absent.contains(b);
        Checked<Plan, Refusal> plan = planner.stamp(List.of(target(a.value()), target(b.value())), false);
        if (overlapping) {
            assertThat(kind(plan))
                    .as(() -> "stamp " + a + " " + b + " in " + history)
                    .isEqualTo("overlapping_targets");
            return;
        }
        Set<RevisionId> expected = new TreeSet<>(applied);
        expected.removeAll(absent);
        expected.addAll(present);
        Set<RevisionId> now = new TreeSet<>(applied);
        sound(plan).steps().forEach(step -> {
            assertThat(step.isUp() ? now.add(step.id()) : now.remove(step.id())).isTrue();
        });
        assertThat(now)
                .as(() -> "stamp " + a + " " + b + " from " + applied + " in " + history)
                .isEqualTo(expected);
    }

    private void ranges(RevisionId a, RevisionId b) {
        Set<RevisionId> between = oracle.descendants(List.of(a));
        between.retainAll(oracle.ancestors(List.of(b)));
        Checked<RevisionSet, Refusal> found = planner.history(sound(Range.parse(a + ":" + b)));
        if (between.isEmpty()) {
            assertThat(kind(found)).isEqualTo("empty_range");
        } else {
            assertThat(List.copyOf(sound(found)))
                    .as(() -> a + ":" + b + " in " + history)
                    .isEqualTo(oracle.inOrder(between));
        }
        assertThat(List.copyOf(sound(planner.history(sound(Range.parse(":" + b))))))
                .isEqualTo(oracle.inOrder(oracle.ancestors(List.of(b))));
    }

    private Set<RevisionId> strictlyAbove(RevisionId id) {
        Set<RevisionId> above = oracle.descendants(List.of(id));
        above.remove(id);
        return above;
    }

    private RevisionId any() {
        return history.revisions()
                .get(history.random().nextInt(history.revisions().size()))
                .id();
    }

    private static Target target(String text) {
        return sound(Target.parse(text));
    }

    private static Collection<RevisionId> steps(Checked<Plan, Refusal> plan) {
        return sound(plan).steps().stream().map(Step::id).toList();
    }

    private static <T, P extends Problem> String kind(Checked<T, P> checked) {
        return checked.fold(sound -> "", problems -> problems.get(0).kind());
    }

    private static <T, P extends Problem> T sound(Checked<T, P> checked) {
        return checked.fold(value -> value, problems -> {
            throw new AssertionError(problems);
        });
    }
}
