// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an upgrade runs up to the phase expand. */
class PhasingTest {

    private static final UpgradeOptions EXPAND = UpgradeOptions.STRICT.through(Phase.EXPAND);

    private static RevisionDescriptor revision(String id, String parents, String dependencies) {
        return RevisionDescriptor.of(id)
                .downRevisions(names(parents))
                .dependsOn(names(dependencies))
                .phase(id.startsWith("c") ? Phase.CONTRACT : Phase.EXPAND)
                .build();
    }

    private static List<String> names(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(" "));
    }

    private static RevisionGraph graph(RevisionDescriptor... revisions) {
        return RevisionGraph.of(List.of(revisions)).fold(sound -> sound, issues -> {
            throw new AssertionError(issues);
        });
    }

    private static List<AppliedRevision> rows(RevisionGraph graph, String... ids) {
        return Stream.of(ids)
                .map(RevisionId::new)
                .map(id -> new AppliedRevision(
                        id,
                        AppliedRevision.State.APPLIED,
                        graph.parents(id),
                        graph.dependencies(id),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH,
                        ""))
                .toList();
    }

    private static Checked<Plan, Refusal> upgrade(RevisionGraph graph, UpgradeOptions options, String... applied) {
        Target head = Target.parse("heads").fold(sound -> sound, issues -> {
            throw new AssertionError(issues);
        });
        return new Planner(graph, rows(graph, applied)).upgrade(head, options);
    }

    private static Plan plan(RevisionGraph graph, UpgradeOptions options, String... applied) {
        return upgrade(graph, options, applied).fold(sound -> sound, refusals -> {
            throw new AssertionError(refusals);
        });
    }

    private static List<String> steps(Plan plan) {
        return plan.steps().stream().map(step -> step.id().value()).toList();
    }

    private static RevisionGraph shop() {
        return graph(
                revision("a", "", ""),
                revision("b", "a", ""),
                revision("c1", "b", ""),
                revision("d", "c1", ""),
                revision("x", "a", ""),
                revision("y", "x", "c1"),
                revision("z", "x", ""));
    }

    @Test
    void a_contract_waits_with_all_above_it_over_parents_and_dependencies() {
        Plan plan = plan(shop(), EXPAND);

        assertThat(steps(plan)).containsExactlyInAnyOrder("a", "b", "x", "z");
        assertThat(plan.tipsAfter()).hasToString("[b, z]");
        assertThat(plan.notices())
                .containsExactly("a contract is left for --phase contract: c1; with what is above it: d, y");
    }

    @Test
    void a_run_through_the_phase_contract_runs_all() {
        assertThat(steps(plan(shop(), UpgradeOptions.STRICT))).hasSize(7);
        assertThat(plan(shop(), UpgradeOptions.STRICT).notices()).isEmpty();
        assertThat(plan(shop(), EXPAND.through(Phase.CONTRACT))).isEqualTo(plan(shop(), UpgradeOptions.STRICT));
    }

    @Test
    void a_contract_that_is_applied_keeps_nobody_waiting() {
        Plan plan = plan(shop(), EXPAND, "a", "b", "c1", "x");

        assertThat(steps(plan)).containsExactlyInAnyOrder("d", "y", "z");
        assertThat(plan.notices()).isEmpty();
    }

    @Test
    void where_all_waits_nothing_is_to_do_and_it_is_told_why() {
        Plan plan = plan(shop(), EXPAND, "a", "b", "x", "z");

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.tipsAfter()).isEqualTo(plan.tips());
        assertThat(plan.notices()).singleElement().asString().contains("c1", "d, y");
    }

    @Test
    void a_gap_is_refused_though_it_would_wait() {
        RevisionGraph graph = shop();
        String[] edited = {"a", "b", "d"};

        assertThat(upgrade(graph, EXPAND, edited)
                        .<List<String>>fold(
                                plan -> List.of(),
                                refusals -> refusals.stream().map(Refusal::kind).toList()))
                .containsExactly("gap");
        assertThat(steps(plan(graph, new UpgradeOptions(true, false, true, Phase.EXPAND), edited)))
                .containsExactlyInAnyOrder("x", "z");
    }

    @Test
    void status_tells_what_waits() {
        RevisionGraph graph = shop();
        Status status = new Planner(graph, rows(graph, "a", "b")).status();

        assertThat(status.waiting().contracts()).hasToString("[c1]");
        assertThat(status.waiting().above()).containsExactlyInAnyOrder(new RevisionId("d"), new RevisionId("y"));
        assertThat(status.missing(Phase.CONTRACT)).isEqualTo(status.missing()).hasSize(5);
        assertThat(status.missing(Phase.EXPAND)).hasToString("[x, z]");
    }

    @Test
    void in_random_graphs_the_steps_are_the_largest_closed_set_without_a_contract() {
        Random random = new Random(20_260);
        for (int round = 0; round < 500; round++) {
            RevisionGraph graph = random(random, 1 + random.nextInt(14));
            List<RevisionId> all = List.copyOf(graph.all());
            Set<RevisionId> applied = new HashSet<>();
            all.stream()
                    .filter(id -> below(graph, id).allMatch(applied::contains) && random.nextInt(3) == 0)
                    .forEach(applied::add);

            Set<RevisionId> expected = new HashSet<>(applied);
            all.stream()
                    .filter(id ->
                            !id.value().startsWith("c") && below(graph, id).allMatch(expected::contains))
                    .forEach(expected::add);
            expected.removeAll(applied);

            Plan plan =
                    plan(graph, EXPAND, applied.stream().map(RevisionId::value).toArray(String[]::new));
            assertThat(plan.steps()).extracting(Step::id).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Stream<RevisionId> below(RevisionGraph graph, RevisionId id) {
        return Stream.concat(graph.parents(id).stream(), graph.dependencies(id).stream());
    }

    private static RevisionGraph random(Random random, int size) {
        List<RevisionDescriptor> revisions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            revisions.add(revision(
                    (random.nextInt(4) == 0 ? "c" : "e") + i, some(random, revisions), some(random, revisions)));
        }
        return graph(revisions.toArray(RevisionDescriptor[]::new));
    }

    private static String some(Random random, List<RevisionDescriptor> of) {
        return String.join(
                " ",
                IntStream.range(0, of.size())
                        .filter(i -> random.nextInt(of.size() + 1) == 0)
                        .mapToObj(i -> of.get(i).id().value())
                        .toList());
    }
}
