// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.Definitions;
import dev.migrator.graph.GraphIssue;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.Graphs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a revision that stands for a run of older ones would be. Its id is s. */
class SquashTest {

    private static String told(String words, String range) {
        RevisionGraph graph = Graphs.graph(words);
        return new Drafter(Definitions.of(graph))
                .squash(new SquashRequest(range, "one for many", Optional.of("s")))
                .fold(
                        SquashTest::told,
                        problems -> problems.stream()
                                .map(problem -> problem.kind() + " " + RevisionId.list(problem.revisions()))
                                .collect(Collectors.joining("; ")));
    }

    private static String told(Squash squash) {
        Draft draft = squash.draft();
        return RevisionId.list(squash.replaced()) + " to " + squash.exit() + " on "
                + RevisionId.list(draft.downRevisions())
                + (draft.dependsOn().isEmpty() ? "" : " needs " + String.join(", ", draft.dependsOn()))
                + (draft.branchLabels().isEmpty() ? "" : " called " + String.join(", ", draft.branchLabels()));
    }

    @Test
    void a_run_is_named_by_its_ends() {
        assertThat(told("a b(a) c(b) d(c) e(d)", "b:d")).isEqualTo("b, c, d to d on a");
        assertThat(told("a b(a) c(b) d(c) e(d)", ":c")).isEqualTo("a, b, c to c on ");
        assertThat(told("a b(a) c(b) d(c) e(d)", "base:head")).isEqualTo("a, b, c, d, e to e on ");
        assertThat(told("a b(a) c(b) d(c) e(d)", "-1:head")).isEqualTo("d, e to e on c");
    }

    @Test
    void what_parts_and_meets_again_inside_is_one_run() {
        assertThat(told("a b(a) c(a) d(b,c) e(d)", "a:d")).isEqualTo("a, b, c, d to d on ");
    }

    @Test
    void it_builds_on_all_that_the_run_built_on_and_keeps_its_labels() {
        assertThat(told("a x y(x) b[l](a)*y c(b,x) d(c)", "b:c")).isEqualTo("b, c to c on a, x needs y called l");
        assertThat(told("a x(a) b(a) c(b)*x d(c,a)", "b:d")).isEqualTo("b, c, d to d on a needs x");
    }

    @Test
    void what_is_built_on_elsewhere_than_at_its_end_is_refused() {
        assertThat(told("a b(a) c(b) x(b)", "a:c")).isEqualTo("several_exits b, c");
        assertThat(told("a b(a) c(b) x*b", "a:c")).isEqualTo("several_exits b, c");
        assertThat(told("a b(a) c(a)", ":heads")).isEqualTo("several_exits b, c");
    }

    @Test
    void bad_ranges_are_refused() {
        assertThat(told("a b(a)", "a:a")).isEqualTo("nothing_to_squash a");
        assertThat(told("a b(a)", "ab")).startsWith("unknown");
        assertThat(told("a b(a)", "b:a")).startsWith("empty_range");
        assertThat(told("a b(a)", "current:")).startsWith("unknown");
        assertThat(told("a b(a)", "a:zzzz")).startsWith("unknown");
    }

    @Test
    void a_run_that_is_drafted_is_a_legal_replacement() {
        for (String words : List.of("a b(a) c(b) d(c)", "a x y(x) b[l](a)*y c(b,x) d(c)", "a b(a) c(a) d(b,c) e(d)")) {
            RevisionGraph graph = Graphs.graph(words);
            Squash squash = new Drafter(Definitions.of(graph))
                    .squash(new SquashRequest(words.contains("x") ? "b:c" : "a:d", "m", Optional.of("s")))
                    .fold(sound -> sound, problems -> {
                        throw new AssertionError(problems);
                    });
            List<RevisionDescriptor> all =
                    new ArrayList<>(graph.all().descriptors().toList());
            all.add(RevisionDescriptor.of("s")
                    .downRevisions(squash.draft().downRevisions().stream()
                            .map(RevisionId::value)
                            .toList())
                    .dependsOn(squash.draft().dependsOn())
                    .branchLabels(squash.draft().branchLabels())
                    .replaces(squash.replaced().stream().map(RevisionId::value).toList())
                    .build());

            List<GraphIssue> issues = new ArrayList<>();
            RevisionGraph.of(all).fold(sound -> true, issues::addAll);
            assertThat(issues).as(words).isEmpty();
        }
    }

    @Test
    void it_is_a_contract_where_one_of_the_run_is_unless_nothing_was_there_before() {
        List<RevisionDescriptor> line = List.of(
                RevisionDescriptor.of("a").build(),
                RevisionDescriptor.of("b").downRevisions("a").build(),
                RevisionDescriptor.of("c")
                        .downRevisions("b")
                        .phase(Phase.CONTRACT)
                        .build(),
                RevisionDescriptor.of("d").downRevisions("c").build());
        RevisionGraph graph = RevisionGraph.of(line).fold(sound -> sound, issues -> {
            throw new AssertionError(issues);
        });

        assertThat(phase(graph, "b:d")).isEqualTo(Phase.CONTRACT);
        assertThat(phase(graph, "a:b")).isEqualTo(Phase.EXPAND);
        assertThat(phase(graph, ":d")).isEqualTo(Phase.EXPAND);
    }

    private static Phase phase(RevisionGraph graph, String range) {
        return new Drafter(Definitions.of(graph))
                .squash(new SquashRequest(range, "m", Optional.of("s")))
                .fold(squash -> squash.draft().phase(), problems -> {
                    throw new AssertionError(problems);
                });
    }

    @Test
    void the_id_of_what_was_replaced_is_taken() {
        RevisionGraph graph = Graphs.graph("s=a,b c(b)");

        assertThat(new Drafter(Definitions.of(graph))
                        .revision(new RevisionRequest(
                                "m", Optional.empty(), false, List.of(), List.of(), Optional.of("a")))
                        .<String>fold(sound -> "", problems -> problems.get(0).kind()))
                .isEqualTo("name_taken");
    }

    @Test
    void the_file_says_what_it_stands_for_and_what_it_does(@TempDir Path folder) throws Exception {
        Squash squash = new Drafter(Definitions.of(Graphs.graph("a b(a) c(b)")))
                .squash(new SquashRequest("b:c", "one for many", Optional.of("s")))
                .fold(sound -> sound, problems -> {
                    throw new AssertionError(problems);
                });

        Path file = new DraftFolder(folder, "", DraftTemplates.standard())
                .writeSql(squash.with(
                        new SqlDraft.Sections(false, "create table t ();\n", Optional.of("drop table t;\n\n"))))
                .fold(DraftFolder.Written::file, problems -> {
                    throw new AssertionError(problems);
                });

        assertThat(file).hasFileName("s_one_for_many.sql");
        assertThat(Files.readString(file)).isEqualTo("""
                        -- migrator: revision s
                        -- migrator: downRevision a
                        -- migrator: message one for many
                        -- migrator: replaces b, c
                        -- migrator: transactional false

                        -- migrator: upgrade

                        create table t ();

                        -- migrator: downgrade

                        drop table t;
                        """);
    }
}
