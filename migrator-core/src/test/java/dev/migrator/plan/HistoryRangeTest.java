// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import static dev.migrator.testing.Graphs.graph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.graph.Range;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.TargetIssue;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRangeTest {

    private static final String LINE = "a b(a) c(b) d(c) e(d)";

    private static final String FORK = "a b(a) c1[one](b) d1(c1) c2[two](b) d2(c2)";
    private static final String MERGED = FORK + " m(d1,d2) n(m)";
    private static final String NEEDING = "x1[x] y1[y] y2(y1)*x1 y3(y2)";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":            | e d c b a",
                "a:c          | c b a",
                "c:c          | c",
                "b:           | e d c b",
                ":b           | b a",
                "base:        | e d c b a",
                ":base        | ''",
                "base:base    | ''",
                "head:        | e",
                ":head        | e d c b a",
                ":head-1      | d c b a",
                "b+1:d        | d c",
                "c-1:         | e d c b",
                "a-1:b        | b a",
                "current:     | e d c",
                ":current     | c b a",
                "current:current | c",
                "current-1:   | e d c b",
                "current:+1   | d c",
                "-2:current   | c b a",
                "-9:c         | c b a",
                "-2:          | e d c",
                "b:+2         | d c b",
                "b:+9         | e d c b",
                "base:+2      | b a",
                ":+2          | b a"
            })
    void on_one_line(String range, String expected) {
        assertThat(history(LINE, "c", range)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b:heads         | d2 c2 d1 c1 b",
                "b:              | d2 c2 d1 c1 b",
                ":d1             | d1 c1 b a",
                "one@b:          | d1 c1 b",
                "one@base:       | d1 c1 b a",
                ":one@head       | d1 c1 b a",
                "current:        | d2 c2 d1 c1",
                ":current        | c2 c1 b a",
                "current:d1      | d1 c1",
                "-1:             | d2 c2 d1 c1",
                "one@-1:         | d1 c1",
                "one@-2:         | d1 c1 b",
                "b:+1            | c2 c1 b",
                "b:one@+1        | c1 b",
                ":one@+3         | c1 b a",
                "one@current:    | d1 c1"
            })
    void where_lines_fork(String range, String expected) {
        assertThat(history(FORK, "c1 c2", range)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c1:     | n m d1 c1",
                "c1:m    | m d1 c1",
                "-1:     | n m",
                "-2:     | n m d2 d1",
                "-2:m    | m d2 c2 d1 c1"
            })
    void where_lines_join(String range, String expected) {
        assertThat(history(MERGED, "", range)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x1:        | y3 y2 x1",
                ":y@head    | y3 y2 y1 x1",
                "y@base:    | y3 y2 y1 x1",
                "-2:        | y3 y2 y1",
                "x1:+1      | x1"
            })
    void dependencies_lie_between_the_ends_and_are_no_steps(String range, String expected) {
        assertThat(history(NEEDING, "", range)).isEqualTo(expected);
    }

    @Test
    void current_is_base_where_nothing_is_applied() {
        assertThat(history(LINE, "", "current:")).isEqualTo("e d c b a");
        assertThat(history(LINE, "", ":current")).isEmpty();
        assertThat(history(LINE, "", "current:+1")).isEqualTo("a");
        assertThat(history(LINE, "", "-3:current")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a         | unknown          | 'a' is no range",
                "a:b:c     | unknown          | 'a:b:c' is no range",
                "nope:     | unknown          | 'nope'",
                "no-pe:a@  | unknown,unknown  | 'no-pe'",
                "b:a       | empty_range      | 'b:a'",
                "a:base    | empty_range      | 'a:base'",
                "d1:d2     | empty_range      | show",
                ":head     | several_heads    | d1, d2",
                "+1:       | wrong_direction  | '+1'",
                ":-1       | wrong_direction  | '-1'",
                "-1:+1     | wrong_direction  | '+1'",
                "-0:       | wrong_direction  | '-0'",
                "one@d2:   | not_on_branch    | d2",
                "one@-1:d2 | empty_range      | d2",
                "b+1:      | ambiguous_walk   | c1, c2"
            })
    void what_is_no_range_is_refused_with_what_to_type(String range, String kinds, String said) {
        List<? extends Problem> problems = problems(answer(range));

        assertThat(problems.stream().map(Problem::kind).collect(Collectors.joining(",")))
                .isEqualTo(kinds);
        assertThat(problems.get(0).message()).contains(said);
    }

    @Test
    void current_is_refused_where_the_tip_is_unknown_to_the_code() {
        List<AppliedRevision> rows = new ArrayList<>(rows(graph(LINE), "c"));
        rows.add(row("z", List.of(new RevisionId("c")), List.of()));
        Planner planner = new Planner(graph(LINE), rows);

        assertThat(problems(planner.history(parsed("current:"))))
                .singleElement()
                .isInstanceOf(Refusal.UnknownApplied.class);
        assertThat(said(planner.history(parsed("-2:e")))).isEqualTo("e d c");
    }

    private static Checked<RevisionSet, ? extends Problem> answer(String range) {
        return Range.parse(range) instanceof Checked.Unsound<Range, TargetIssue> unsound
                ? new Checked.Unsound<>(unsound.problems())
                : planner(FORK, "").history(parsed(range));
    }

    private static String history(String graph, String tips, String range) {
        return said(planner(graph, tips).history(parsed(range)));
    }

    private static Range parsed(String range) {
        return Range.parse(range).fold(sound -> sound, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static String said(Checked<RevisionSet, Refusal> found) {
        return found.fold(
                revisions ->
                        revisions.reversed().stream().map(RevisionId::value).collect(Collectors.joining(" ")),
                refusals -> {
                    throw new AssertionError(refusals);
                });
    }

    private static List<? extends Problem> problems(Checked<RevisionSet, ? extends Problem> refused) {
        return ((Checked.Unsound<RevisionSet, ? extends Problem>) refused).problems();
    }

    private static Planner planner(String graph, String tips) {
        RevisionGraph known = graph(graph);
        return new Planner(known, rows(known, tips));
    }

    private static List<AppliedRevision> rows(RevisionGraph graph, String tips) {
        List<RevisionId> ids = Stream.of(tips.split(" "))
                .filter(tip -> !tip.isEmpty())
                .map(RevisionId::new)
                .toList();
        return graph.ancestors(graph.select(ids)).stream()
                .map(id -> row(id.value(), graph.parents(id), graph.dependencies(id)))
                .toList();
    }

    private static AppliedRevision row(String id, List<RevisionId> parents, List<RevisionId> dependencies) {
        return new AppliedRevision(
                new RevisionId(id),
                AppliedRevision.State.APPLIED,
                parents,
                dependencies,
                "",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                "somebody");
    }
}
