// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which hooks go with a plan. */
class HookingTest {

    private static final List<RevisionDescriptor> ALL =
            HookName.all().stream().map(HookingTest::hook).toList();

    private static final Step STEP =
            new Step.Upgrade(RevisionDescriptor.of("aa11").build(), List.of());

    private static RevisionDescriptor hook(HookName name) {
        return RevisionDescriptor.of(name.toString()).kind(Kind.HOOK).build();
    }

    private static Plan plan(Operation operation, Step... steps) {
        return new Plan(
                operation,
                "head",
                false,
                List.of(steps),
                List.of(),
                List.of(),
                new StartingPoint(Map.of(), Map.of(), Map.of()),
                List.of(),
                Optional.empty());
    }

    private static List<String> names(Stream<? extends Step> steps) {
        return steps.map(step -> step.id().value()).toList();
    }

    private static List<RevisionId> owed(String... names) {
        return Stream.of(names).map(RevisionId::new).toList();
    }

    @Test
    void names_say_when_and_of_what() {
        assertThat(HookName.all()).hasSize(20).doesNotHaveDuplicates();
        assertThat(HookName.all())
                .allSatisfy(name -> assertThat(HookName.of(name.toString())).contains(name));
        assertThat(HookName.of("after-seed-apply-failed"))
                .contains(new HookName(HookTime.AFTER_FAILED, Operation.SEED_APPLY));
        assertThat(HookName.of("before-each-downgrade"))
                .contains(new HookName(HookTime.BEFORE_EACH, Operation.DOWNGRADE));
        assertThat(HookName.of("before-stamp")).isEmpty();
    }

    @Test
    void a_plan_that_runs_something_has_all_of_its_kind_of_run() {
        Plan plan = Hooking.of(ALL).around(plan(Operation.UPGRADE, STEP), owed());

        assertThat(names(plan.hooks().stream()))
                .containsExactly(
                        "before-upgrade",
                        "before-each-upgrade",
                        "after-each-upgrade",
                        "after-upgrade",
                        "after-upgrade-failed");
        assertThat(names(plan.inOrder().stream())).containsExactly("before-upgrade", "aa11", "after-upgrade");
        assertThat(Hooking.concerns(plan, owed())).isTrue();
    }

    @Test
    void a_plan_that_runs_nothing_has_what_is_owed_to_its_kind_of_run_and_what_runs_if_that_fails() {
        Plan empty = plan(Operation.UPGRADE);

        assertThat(Hooking.concerns(empty, owed("after-downgrade"))).isFalse();
        assertThat(Hooking.concerns(empty, owed("after-upgrade"))).isTrue();
        Plan owing = Hooking.of(ALL).around(empty, owed("after-upgrade", "before-upgrade", "after-downgrade"));
        assertThat(names(owing.hooks().stream())).containsExactly("after-upgrade", "after-upgrade-failed");
        assertThat(owing.isEmpty()).isFalse();
        Hooking gone = Hooking.of(List.of(hook(new HookName(HookTime.AFTER_FAILED, Operation.UPGRADE))));
        assertThat(gone.around(empty, owed("after-upgrade")).isEmpty())
                .as("the one that is owed has no file any more")
                .isTrue();
        assertThat(Hooking.of(List.of()).around(owing, owed("after-upgrade")).isEmpty())
                .as("its file is gone")
                .isTrue();
    }

    @Test
    void where_the_database_is_ahead_what_is_owed_is_left_to_newer_code_and_that_is_told() {
        Plan left = Hooking.behind(plan(Operation.UPGRADE), owed("after-upgrade", "after-downgrade"));

        assertThat(left.notices()).singleElement().asString().startsWith("after-upgrade, which");
        assertThat(Hooking.concerns(left, owed("after-upgrade"))).isFalse();
        assertThat(Hooking.of(ALL).around(left, owed("after-upgrade")).isEmpty())
                .isTrue();
        Plan running = Hooking.behind(plan(Operation.UPGRADE, STEP), owed("after-upgrade"));
        assertThat(running.notices()).isEmpty();
        assertThat(Hooking.of(ALL).around(running, owed("after-upgrade")).hooks())
                .hasSize(5);
        assertThat(Hooking.behind(plan(Operation.DOWNGRADE), owed("after-upgrade"))
                        .notices())
                .isEmpty();
    }

    @Test
    void what_only_records_has_none() {
        Plan stamp = plan(
                Operation.STAMP, new Step.Mark(RevisionDescriptor.of("aa11").build(), List.of()));

        assertThat(Hooking.concerns(stamp, owed("after-upgrade"))).isFalse();
        assertThat(Hooking.of(ALL).around(stamp, owed("after-upgrade")).hooks()).isEmpty();
    }
}
