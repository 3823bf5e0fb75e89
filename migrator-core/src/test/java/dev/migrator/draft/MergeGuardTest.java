// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import static dev.migrator.testing.Graphs.graph;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergeGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b(a)",
                "a b(a) c[pay](a)",
                "a[one] b(a) x[two] y(x)",
                "a b(a) c1[one](b) d1(c1) c2[two](b) d2(c2)",
                "a[trunk] b(a) c[pay](a)",
                "x1[x] y1[y] y2(y1)*x1",
                "a b1(a) b2(a) m(b1,b2)"
            })
    void one_head_for_each_label_and_one_for_all_without(String graph) {
        assertThat(new MergeGuard(graph(graph)).partings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b1(a) b2(a)                    | [] b1 b2: b2>b1",
                "a b1(a) c1(b1) b2(a) c2(b2)      | [] c1 c2: b2>c1",
                "a b c                            | [] a b c: b>a c>b",
                "a[pay] b1(a) b2(a)               | [pay] b1 b2: b2>b1",
                "t a[pay](t) b1(a) b2(a) u(t)     | [pay] b1 b2: b2>b1",
                "p[x] q[y] m(p,q) n1(m) n2(m)     | [x, y] n1 n2: n2>n1",
                "a b1(a) b2(a) b3(a) m(b2,b3)     | [] b1 m: b1>m",
                "a b1(a)*b2 b2(a) c1(b1) c2(b2)   | [] c1 c2: b1>c2",
                "a b1(a) b2(a) c2(b2,a)           | [] b1 c2: b1>c2"
            })
    void more_are_told_with_the_moves_that_make_one_line_of_them(String graph, String expected) {
        assertThat(said(new MergeGuard(graph(graph)).partings())).isEqualTo(expected);
    }

    @Test
    void a_move_is_not_offered_where_it_would_tie_a_knot() {
        assertThat(said(new MergeGuard(graph("a b1(a) b2(a) c1(b1)*b2 c2(b2)*b1")).partings()))
                .isEqualTo("[] c1 c2:");
    }

    private static String said(List<Parting> partings) {
        return partings.stream()
                .map(parting -> parting.labels() + " "
                        + parting.heads().stream().map(Object::toString).collect(Collectors.joining(" ")) + ":"
                        + parting.moves().stream()
                                .map(move -> " " + move.revision() + ">" + move.onto())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }
}
