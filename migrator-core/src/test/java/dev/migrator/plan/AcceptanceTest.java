// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked cases of the design, read from the file that defines them. */
class AcceptanceTest {

    record Case(
            String id,
            RevisionGraph graph,
            List<String> heads,
            String command,
            List<String> steps,
            List<String> after,
            String refused) {
        @Override
        public String toString() {
            return id + ": " + heads + " " + command;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void every_worked_case_comes_out_exactly(Case worked) {
        List<AppliedRevision> rows = rows(worked.graph(), worked.heads());
        Checked<Plan, Refusal> answer = run(new Planner(worked.graph(), rows), worked.command());

        String kind = answer.fold(plan -> "", refusals -> refusals.get(0).kind());
        assertThat(kind).isEqualTo(worked.refused());
        if (answer instanceof Checked.Sound<Plan, Refusal> sound) {
            Plan plan = sound.value();
            if (plan.operation() != Operation.STAMP) {
                assertThat(plan.steps().stream().map(step -> step.id().value())).isEqualTo(worked.steps());
            }
            assertThat(plan.tipsAfter().stream().map(RevisionId::value)).isEqualTo(worked.after());
            assertThat(tipsByHand(worked.graph(), rows, plan)).isEqualTo(worked.after());
        }
    }

    static Stream<Case> cases() throws IOException {
        JsonNode file;
        try (InputStream in = AcceptanceTest.class.getResourceAsStream("/revision-graph.json")) {
            file = new ObjectMapper().readTree(in);
        }
        Map<String, RevisionGraph> graphs = new LinkedHashMap<>();
        file.get("graphs").properties().forEach(entry -> graphs.put(entry.getKey(), graph(entry.getValue())));
        List<Case> cases = new ArrayList<>();
        for (JsonNode node : file.get("cases")) {
            cases.add(new Case(
                    node.get("id").asText(),
                    graphs.get(node.get("graph").asText()),
                    texts(node.get("heads")),
                    node.get("command").asText(),
                    texts(node.get("steps")),
                    texts(node.get("after")),
                    node.path("refused").asText()));
        }
        assertThat(cases).hasSize(281);
        return cases.stream();
    }

    private static RevisionGraph graph(JsonNode revisions) {
        List<RevisionDescriptor> descriptors = new ArrayList<>();
        for (JsonNode node : revisions) {
            descriptors.add(RevisionDescriptor.of(node.get("id").asText())
                    .downRevisions(texts(node.get("downRevision")))
                    .dependsOn(texts(node.get("dependsOn")))
                    .branchLabels(texts(node.get("branchLabels")))
                    .build());
        }
        return RevisionGraph.of(descriptors).fold(graph -> graph, issues -> {
            throw new AssertionError(issues.toString());
        });
    }

    private static List<AppliedRevision> rows(RevisionGraph graph, List<String> heads) {
        List<RevisionId> tips = heads.stream().map(RevisionId::new).toList();
        List<AppliedRevision> rows = new ArrayList<>();
        graph.ancestors(graph.select(tips)).forEach(id -> rows.add(row(id, graph.parents(id), graph.dependencies(id))));
        tips.stream().filter(id -> graph.find(id).isEmpty()).forEach(id -> rows.add(row(id, List.of(), List.of())));
        return rows;
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
                "somebody");
    }

    private static Checked<Plan, Refusal> run(Planner planner, String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        String verb = words.remove(0);
        boolean purge = words.remove("--purge");
        List<Target> targets = new ArrayList<>();
        for (String word : words) {
            Checked<Target, Refusal> parsed = Planner.badTarget(Target.parse(word));
            if (parsed instanceof Checked.Unsound<Target, Refusal> unsound) {
                return new Checked.Unsound<>(unsound.problems());
            }
            targets.add(((Checked.Sound<Target, Refusal>) parsed).value());
        }
        return switch (verb) {
            case "upgrade" -> planner.upgrade(targets.get(0), UpgradeOptions.STRICT);
            case "downgrade" -> planner.downgrade(targets.get(0));
            case "stamp" -> planner.stamp(targets, purge);
            default -> throw new AssertionError(verb);
        };
    }

    /** Folds the steps one by one, insisting that what is applied stays closed, then looks for the tips afresh. */
    private static List<String> tipsByHand(RevisionGraph graph, List<AppliedRevision> rows, Plan plan) {
        Set<RevisionId> applied = new HashSet<>();
        rows.forEach(row -> applied.add(row.id()));
        for (Step step : plan.steps()) {
            assertThat(step.isUp() ? applied.add(step.id()) : applied.remove(step.id()))
                    .as("step %s changes something", step.id())
                    .isTrue();
            RevisionSet known = graph.select(applied);
            assertThat(known).containsAll(graph.ancestors(known));
        }
        return applied.stream()
                .filter(id -> graph.find(id).isEmpty()
                        || graph.children(id).stream().noneMatch(applied::contains)
                                && graph.dependents(id).stream().noneMatch(applied::contains))
                .map(RevisionId::value)
                .sorted()
                .toList();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node != null) {
            node.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }
}
