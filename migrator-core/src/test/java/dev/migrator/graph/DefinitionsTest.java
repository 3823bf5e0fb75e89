// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Kind;
import dev.migrator.revision.Place;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.testing.Graphs;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Repeatables and seeds beside the graph. */
class DefinitionsTest {

    private static List<String> problems(RevisionDescriptor... units) {
        return Definitions.of(with(units))
                .fold(
                        sound -> List.<String>of(),
                        issues -> issues.stream().map(Problem::message).toList());
    }

    private static List<RevisionDescriptor> with(RevisionDescriptor... units) {
        return Stream.concat(Graphs.revisions("a[line] b(a) s(b)=c").stream(), Stream.of(units))
                .toList();
    }

    private static RevisionDescriptor unit(Kind kind, String name, String... dependsOn) {
        return RevisionDescriptor.of(name)
                .kind(kind)
                .dependsOn(dependsOn)
                .place(new Place(name + ".sql", 3))
                .build();
    }

    private static Definitions sound(RevisionDescriptor... units) {
        return Definitions.of(with(units)).fold(found -> found, issues -> {
            throw new AssertionError(issues);
        });
    }

    @Test
    void each_comes_after_what_it_depends_on_and_otherwise_by_name() {
        Definitions code = sound(
                unit(Kind.REPEATABLE, "v1", "v3"),
                unit(Kind.REPEATABLE, "v2"),
                unit(Kind.REPEATABLE, "v3", "line", "c"),
                unit(Kind.SEED, "v0", "b"));

        assertThat(code.repeatables().all()).extracting(Units.Unit::name).hasToString("[v2, v3, v1]");
        assertThat(code.repeatables().all().get(1).revisions())
                .as("a label is its revision, and what is replaced what stands for it")
                .hasToString("[a, s]");
        assertThat(code.repeatables().withDependents(List.of(new RevisionId("v3"))))
                .extracting(Units.Unit::name)
                .hasToString("[v3, v1]");
        assertThat(code.seeds().all()).extracting(Units.Unit::name).hasToString("[v0]");
        assertThat(code.graph().all()).hasSize(3);
    }

    private static RevisionDescriptor seed(String name, String dependsOn, String... profiles) {
        return RevisionDescriptor.of(name)
                .kind(Kind.SEED)
                .dependsOn(dependsOn)
                .profiles(List.of(profiles))
                .location(name + ".sql")
                .build();
    }

    @Test
    void a_seed_depends_on_none_that_is_wanted_in_fewer_places() {
        RevisionDescriptor everywhere = seed("all", "a");
        RevisionDescriptor development = seed("dev", "all", "dev", "test");
        assertThat(sound(everywhere, development, seed("less", "dev", "dev"), seed("same", "dev", "test", "dev"))
                        .seeds()
                        .all())
                .hasSize(4);

        List<String> told = Definitions.of(
                        with(everywhere, development, seed("wide", "dev"), seed("other", "dev", "dev", "prod")))
                .fold(
                        sound -> List.of(),
                        problems -> problems.stream().map(Problem::message).toList());

        assertThat(told)
                .containsExactly(
                        "seed other (other.sql) is for dev, prod only, and depends on seed dev (dev.sql), which is for dev,"
                                + " test only and would come along where nobody asked for that; let dev have no profile, or"
                                + " all of dev, prod, or other only such as dev, test",
                        "seed wide (wide.sql) is wanted everywhere, and depends on seed dev (dev.sql), which is for dev,"
                                + " test only and would come along where nobody asked for that; let dev have no profile, or"
                                + " wide only such as dev, test");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(problems(
                        unit(Kind.REPEATABLE, "x", "y"),
                        unit(Kind.REPEATABLE, "y", "z"),
                        unit(Kind.REPEATABLE, "z", "x"),
                        unit(Kind.REPEATABLE, "w", "x"),
                        unit(Kind.SEED, "head"),
                        unit(Kind.SEED, "p", "nobody"),
                        unit(Kind.SEED, "q", "w"),
                        unit(Kind.SEED, "t"),
                        unit(Kind.REPEATABLE, "t"),
                        unit(Kind.SEED, "b"),
                        unit(Kind.SEED, "c"),
                        unit(Kind.SEED, "line")))
                .containsExactlyInAnyOrder(
                        "seed head (head.sql:3) has no legal name; use 1 to 64 of A-Z a-z 0-9 _ . and none of head, heads,"
                                + " base, current",
                        "the name t is used 2 times: seed t (t.sql:3), repeatable t (t.sql:3); give all but one of them another name",
                        "seed b (b.sql:3) has the name of revision b or of its label; ids, labels and names share one"
                                + " namespace, so choose another name",
                        "seed c (c.sql:3) has the name of revision c or of its label; ids, labels and names share one"
                                + " namespace, so choose another name",
                        "seed line (line.sql:3) has the name of revision a or of its label; ids, labels and names share one"
                                + " namespace, so choose another name",
                        "seed p (p.sql:3) depends on nobody, which is neither a seed nor the id or label of a revision",
                        "seed q (q.sql:3) depends on w, which is neither a seed nor the id or label of a revision",
                        "cycle of repeatables: x (x.sql:3) → y (y.sql:3) → z (z.sql:3) → x, each → what it depends on; break it at one of these");
    }
}
