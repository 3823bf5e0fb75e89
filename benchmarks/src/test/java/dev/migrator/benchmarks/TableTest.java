// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void sizes_stand_side_by_side_and_what_was_not_run_is_a_dash() {
        Table table = new Table();
        table.add(GraphShape.COMB, Operation.RESOLVE_NAMES, 1_000, 20);
        table.add(GraphShape.LINEAR, Operation.BUILD, 1_000, 2);
        table.add(GraphShape.LINEAR, Operation.BUILD, 10_000, 30);
        table.add(GraphShape.LINEAR, Operation.BUILD, 100_000, 1_234.56);

        assertThat(table.markdown()).isEqualTo("""
                | shape | operation | ms at 100k | ns per revision at 1k | at 10k | at 100k |
                |---|---|--:|--:|--:|--:|
                | linear | build the graph | 1,234.6 | 2,000 | 3,000 | 12,346 |
                | comb | resolve 10,000 names, per name | – | 2,000 | – | – |
                """);
    }
}
