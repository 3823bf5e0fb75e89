// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.AppliedRevision.State;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain of a hundred thousand revisions: nothing on the way to a plan may recurse as deep as that. */
class DeepGraphTest {

    private static final int DEPTH = 100_000;
    private static final List<String> CHAIN =
            IntStream.range(0, DEPTH).mapToObj(i -> "r" + i).toList();

    /** What holds the chain together. */
    enum Link {
        PARENTS,
        DEPENDENCIES
    }

    @ParameterizedTest
    @EnumSource
    void all_of_a_deep_chain_is_planned_up_and_down(Link link) {
        RevisionGraph graph = graph(link);
        Planner empty = new Planner(graph, List.of());
        Planner full = new Planner(graph, rows(DEPTH));
        List<String> backwards = new ArrayList<>(CHAIN);
        Collections.reverse(backwards);

        assertThat(steps(up(empty, "heads"))).isEqualTo(CHAIN);
        assertThat(steps(down(full, "base"))).isEqualTo(backwards);
        assertThat(steps(stamp(empty, "heads"))).isEqualTo(CHAIN);
        assertThat(steps(stamp(full, "base"))).isEqualTo(backwards);
    }

    @Test
    void a_deep_chain_is_planned_from_its_middle_and_walked_from_end_to_end() {
        RevisionGraph graph = graph(Link.PARENTS);
        Planner middle = new Planner(graph, rows(DEPTH / 2));

        assertThat(steps(up(middle, "head"))).isEqualTo(CHAIN.subList(DEPTH / 2, DEPTH));
        assertThat(steps(up(middle, "+" + DEPTH / 2))).isEqualTo(CHAIN.subList(DEPTH / 2, DEPTH));
        assertThat(steps(down(middle, "head-" + (DEPTH - 1)))).hasSize(DEPTH / 2 - 1);
        assertThat(steps(down(middle, "r0@-2"))).containsExactly("r49999", "r49998");
        assertThat(middle.status().missing()).hasSize(DEPTH / 2);
    }

    @Test
    void a_deep_lineage_in_the_ledger_is_followed_to_its_end() {
        List<AppliedRevision> rows = rows(DEPTH);
        rows.add(row("unknown", "r" + (DEPTH - 1)));
        List<AppliedRevision> gap = rows(DEPTH);
        gap.remove(0);
        RevisionGraph graph = graph(Link.PARENTS);

        assertThat(kinds(down(new Planner(graph, rows), "base"))).containsExactly("unknown_applied");
        assertThat(kinds(up(new Planner(graph, gap), "head"))).containsExactly("gap");
    }

    private static RevisionGraph graph(Link link) {
        List<RevisionDescriptor> revisions = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
            RevisionDescriptor.Builder revision = RevisionDescriptor.of(CHAIN.get(i));
            List<String> below = i == 0 ? List.of() : List.of(CHAIN.get(i - 1));
            revisions.add((link == Link.PARENTS ? revision.downRevisions(below) : revision.dependsOn(below)).build());
        }
        return RevisionGraph.of(revisions).fold(sound -> sound, issues -> {
            throw new AssertionError(issues);
        });
    }

    private static List<AppliedRevision> rows(int count) {
        List<AppliedRevision> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(i == 0 ? row("r0") : row(CHAIN.get(i), CHAIN.get(i - 1)));
        }
        return rows;
    }

    private static AppliedRevision row(String id, String... parents) {
        List<RevisionId> lineage =
                List.of(parents).stream().map(RevisionId::new).toList();
        return new AppliedRevision(
                new RevisionId(id),
                State.APPLIED,
                lineage,
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                "somebody");
    }

    private static Checked<Plan, Refusal> up(Planner planner, String target) {
        return planner.upgrade(target(target), UpgradeOptions.STRICT);
    }

    private static Checked<Plan, Refusal> down(Planner planner, String target) {
        return planner.downgrade(target(target));
    }

    private static Checked<Plan, Refusal> stamp(Planner planner, String target) {
        return planner.stamp(List.of(target(target)), false);
    }

    private static Target target(String text) {
        return Target.parse(text).fold(sound -> sound, issues -> {
            throw new AssertionError(issues);
        });
    }

    private static List<String> steps(Checked<Plan, Refusal> planned) {
        return planned.fold(
                plan -> plan.steps().stream().map(step -> step.id().value()).toList(), refusals -> {
                    throw new AssertionError(refusals);
                });
    }

    private static List<String> kinds(Checked<Plan, Refusal> refused) {
        return refused.fold(
                plan -> {
                    throw new AssertionError("planned");
                },
                refusals -> refusals.stream().map(Refusal::kind).toList());
    }
}
