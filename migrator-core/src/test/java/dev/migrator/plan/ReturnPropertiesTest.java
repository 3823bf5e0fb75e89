// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.Kind;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.RandomHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In random graphs and lives of databases: a tag and a moment lead to exactly what was applied, or it is told what is gone. */
class ReturnPropertiesTest {

    private static final int GRAPHS = 250;
    private static final int COMMANDS = 12;
    private static final RevisionId TAG = new RevisionId("a_tag");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void both_lead_to_what_was_applied_then(long seed) {
        int reached = 0;
        for (int i = 0; i < GRAPHS; i++) {
            reached += new Life(new RandomHistory(seed * GRAPHS + i)).check();
        }
        assertThat(reached).as("ways that were found").isGreaterThan(GRAPHS);
    }

    /** A database that is upgraded and downgraded at random; each step takes a minute. */
    private static final class Life {

        private final RandomHistory history;
        private final RevisionGraph graph;
        private final Set<RevisionId> applied = new TreeSet<>();
        private final List<HistoryEntry> entries = new ArrayList<>();
        private final List<Set<RevisionId>> states = new ArrayList<>();

        Life(RandomHistory history) {
            this.history = history;
            this.graph = RevisionGraph.of(history.revisions()).fold(sound -> sound, issues -> {
                throw new AssertionError(issues);
            });
            for (int command = 0; command < COMMANDS; command++) {
                Planner planner = new Planner(graph, history.rows(applied));
                boolean up = history.random().nextInt(3) > 0;
                Planner.badTarget(Target.parse(history.target()))
                        .flatMap(target ->
                                up ? planner.upgrade(target, UpgradeOptions.STRICT) : planner.downgrade(target))
                        .map(plan -> {
                            plan.steps().forEach(this::take);
                            return plan;
                        });
            }
        }

        private void take(Step step) {
            if (step.isUp()) {
                applied.add(step.id());
            } else {
                applied.remove(step.id());
            }
            entries.add(
                    0,
                    new HistoryEntry(
                            entries.size(),
                            new UUID(0, 0),
                            "revision",
                            step.id().value(),
                            step.isUp() ? "upgrade" : "downgrade",
                            "done",
                            minute(entries.size()),
                            Duration.ZERO,
                            0,
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            ""));
            states.add(new TreeSet<>(applied));
        }

        private static Instant minute(int number) {
            return Instant.EPOCH.plus(Duration.ofMinutes(number));
        }

        int check() {
            int reached = 0;
            for (int i = 0; i < states.size(); i++) {
                Set<RevisionId> then = states.get(i);
                Planner planner = planner(then);
                String expected = expected(then);
                assertThat(told(planner.downgrade(minute(i).plusSeconds(30))))
                        .as(() -> history.toString())
                        .isEqualTo(expected);
                assertThat(told(Planner.badTarget(Target.parse(TAG.value())).flatMap(planner::downgrade)))
                        .as(() -> history.toString())
                        .isEqualTo(expected);
                reached += expected.isEmpty() || expected.startsWith(" ") ? 1 : 0;
            }
            return reached;
        }

        private Planner planner(Set<RevisionId> then) {
            AppliedRevision tag = new AppliedRevision(
                    TAG,
                    AppliedRevision.State.APPLIED,
                    List.of(),
                    List.of(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Instant.EPOCH,
                    "");
            return new Planner(
                            Definitions.of(graph),
                            history.rows(applied),
                            Map.of(Kind.TAG, List.of(tag)),
                            PresentCode.UNSEEN,
                            List.of(),
                            List.of())
                    .remembering(new Past(
                            Map.of(TAG, List.copyOf(then)),
                            Optional.of(new Past.Recorded(entries, minute(entries.size() + 1))),
                            true));
        }

        private String expected(Set<RevisionId> then) {
            Set<RevisionId> gone = new TreeSet<>(then);
            gone.removeAll(applied);
            Set<RevisionId> undone = new TreeSet<>(applied);
            undone.removeAll(then);
            Set<RevisionId> oneWay = new TreeSet<>(undone);
            oneWay.removeIf(id -> graph.get(id).reversible());
            if (!gone.isEmpty()) {
                return "not_applied" + words(gone);
            }
            return oneWay.isEmpty() ? words(undone) : "irreversible" + words(oneWay);
        }

        private static String words(Collection<RevisionId> ids) {
            return ids.stream().sorted().map(id -> " " + id).collect(Collectors.joining());
        }

        private static String told(Checked<Plan, Refusal> plan) {
            return plan.fold(
                    sound -> words(sound.steps().stream()
                            .filter(step -> !step.isUp())
                            .map(Step::id)
                            .toList()),
                    refusals -> refusals.stream()
                            .map(refusal -> refusal.kind() + words(refusal.revisions()))
                            .collect(Collectors.joining("; ")));
        }
    }
}
