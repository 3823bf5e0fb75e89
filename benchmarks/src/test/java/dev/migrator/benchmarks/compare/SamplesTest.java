// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void a_median_lies_in_the_middle_or_halfway_between_two() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
        assertThat(Spread.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(List.of(5.0))).isEqualTo(new Spread(5, 5, 5));
    }

    @Test
    void what_was_measured_stands_beside_migrator_and_what_failed_is_told() {
        Samples samples = new Samples();
        for (double millis : new double[] {400, 380, 460}) {
            samples.add(Measure.NOTHING_3, "migrator", millis);
        }
        samples.add(Measure.NOTHING_3, "peer", 500);
        samples.add(Measure.MEMORY, "peer", 102_400);
        samples.add(Measure.TABLES, "migrator", 4_321);
        samples.add(Measure.TABLES, "peer", 9_000);
        samples.fail(Measure.TABLES, "peer", "out of shared memory | see the log");

        assertThat(samples.markdown(List.of("migrator", "peer", "not there"), "migrator"))
                .isEqualTo("""
                | measure | tool | median | min to max | of migrator | runs |
                |---|---|--:|--:|--:|--:|
                | nothing to do, 3 applied | migrator | 0.400 s | 0.380 s to 0.460 s | 1.00 | 3 |
                | nothing to do, 3 applied | peer | 0.500 s | 0.500 s to 0.500 s | 1.25 | 1 |
                | resident memory, nothing to do, 1000 applied | peer | 100 MB | 100 MB to 100 MB | – | 1 |
                | apply 1000 create table | migrator | 4.32 s | 4.32 s to 4.32 s | 1.00 | 1 |
                | apply 1000 create table | peer | failed: out of shared memory \\| see the log | | | |
                """);
    }
}
