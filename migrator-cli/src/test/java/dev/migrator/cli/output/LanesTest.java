// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanesTest {

    @Test
    void a_chain_is_one_lane() {
        assertThat(drawing("c b", "b a", "a")).isEqualTo("""
                * c
                * b
                * a
                """);
    }

    @Test
    void a_fork_ends_where_its_lanes_meet_on_the_left() {
        assertThat(drawing("c2 b2", "b2 a", "c1 b1", "b1 a", "a z", "z")).isEqualTo("""
                * c2
                * b2
                | * c1
                | * b1
                |/
                * a
                * z
                """);
    }

    @Test
    void a_merge_opens_a_lane_for_each_further_parent() {
        assertThat(drawing("m b c", "c a", "b a", "a")).isEqualTo("""
                * m
                |\\
                | * c
                * | b
                |/
                * a
                """);
        assertThat(drawing("m b c d", "d a", "c a", "b a", "a")).isEqualTo("""
                * m
                |\\_
                |  \\
                |\\  |
                | | * d
                | * | c
                | |/
                * | b
                |/
                * a
                """);
    }

    @Test
    void a_base_ends_its_lane_and_a_gap_keeps_it_from_the_next_head() {
        assertThat(drawing("b2 b1", "b1", "a2 a1", "a1")).isEqualTo("""
                * b2
                * b1

                * a2
                * a1
                """);
        assertThat(drawing("m a c", "c", "a")).isEqualTo("""
                * m
                |\\
                | * c
                * a
                """);
    }

    @Test
    void a_crossing_passes_the_lanes_between() {
        assertThat(drawing("w a", "x b", "y c", "z a", "c", "b", "a")).isEqualTo("""
                * w
                | * x
                | | * y
                | | | * z
                | |_|/
                |/| |
                | | * c
                | * b
                * a
                """);
    }

    @Test
    void more_lanes_than_fit_are_hinted_at() {
        List<String> rows = new ArrayList<>();
        IntStream.range(0, 30).forEach(i -> rows.add("h%02d b%02d".formatted(i, i)));
        String[] drawn = drawing(rows.toArray(String[]::new)).split("\n");

        assertThat(drawn[18]).isEqualTo("| ".repeat(18) + "* h18");
        assertThat(drawn[19]).isEqualTo("| ".repeat(19) + ">* h19");
        assertThat(drawn[29]).isEqualTo("| ".repeat(19) + ">* h29").hasSizeLessThan(80);
    }

    @ParameterizedTest(name = "graphs from seed {0}")
    @MethodSource("seeds")
    void what_is_drawn_can_be_read_back_as_the_graph(int seed) {
        for (int graph = 0; graph < 100; graph++) {
            Map<Integer, List<Integer>> parents = randomGraph(new Random(seed * 1000L + graph));
            String[] rows = parents.entrySet().stream()
                    .map(node -> node.getKey() + " "
                            + String.join(
                                    " ",
                                    node.getValue().stream()
                                            .map(Object::toString)
                                            .toList()))
                    .toArray(String[]::new);
            String drawing = drawing(rows);

            assertThat(edgesOf(drawing)).as("graph %s:%n%s", graph, drawing).isEqualTo(edgesOf(parents));
        }
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 20).boxed();
    }

    /** Each row: a revision and its parents. */
    private static String drawing(String... rows) {
        Lanes lanes = new Lanes();
        StringBuilder drawing = new StringBuilder();
        for (String row : rows) {
            List<RevisionId> ids =
                    Stream.of(row.strip().split(" ")).map(RevisionId::new).toList();
            Lanes.Drawn drawn = lanes.next(ids.get(0), ids.subList(1, ids.size()));
            drawn.above().forEach(link -> drawing.append(link).append('\n'));
            drawing.append(drawn.node()).append(' ').append(ids.get(0)).append('\n');
            drawn.below().forEach(link -> drawing.append(link).append('\n'));
        }
        return drawing.toString();
    }

    /** Newest first, up to four parents each, up to a dozen lanes. */
    private static Map<Integer, List<Integer>> randomGraph(Random random) {
        Map<Integer, List<Integer>> parents = new LinkedHashMap<>();
        int size = 1 + random.nextInt(14);
        for (int node = size; node > 0; node--) {
            TreeSet<Integer> chosen = new TreeSet<>();
            int wanted = Math.max(0, random.nextInt(6) - 1);
            for (int i = 0; i < wanted && node > 1; i++) {
                chosen.add(1 + random.nextInt(node - 1));
            }
            List<Integer> shuffled = new ArrayList<>(chosen);
            Collections.shuffle(shuffled, random);
            parents.put(node, shuffled);
        }
        return parents;
    }

    private static TreeSet<String> edgesOf(Map<Integer, List<Integer>> parents) {
        TreeSet<String> edges = new TreeSet<>();
        parents.forEach((node, all) -> all.forEach(parent -> edges.add(node + "->" + parent)));
        return edges;
    }

    private static TreeSet<String> edgesOf(String drawing) {
        LaneReader reader = new LaneReader();
        drawing.lines().forEach(reader::row);
        return reader.edges();
    }
}
