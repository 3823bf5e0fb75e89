// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final List<String> TOOLS = List.of("migrator", "Alembic, one transaction", "umzug", "not there");

    @TempDir
    private Path folder;

    private Samples samples;

    @BeforeEach
    void measure() throws IOException {
        samples = Samples.begin(folder.resolve("samples.tsv"));
        for (double millis : new double[] {400, 380, 460}) {
            samples.add(Measure.NOTHING_3, "migrator", millis);
        }
        samples.add(Measure.NOTHING_3, "Alembic, one transaction", 500);
        samples.add(Measure.NOTHING_3, "umzug", 200);
        samples.add(Measure.MEMORY, "migrator", 110_000);
        samples.add(Measure.NOTHING_10000, "migrator", 700);
        samples.add(Measure.NOTHING_3, "migrator, Java classes", 100);
        samples.add(Measure.TABLES, "migrator", 4_321);
        samples.add(Measure.TABLES, "umzug", 9_000);
        samples.fail(Measure.TABLES, "umzug", "out of\tshared memory");
    }

    @Test
    void tools_stand_below_each_other_and_what_was_not_measured_is_left_empty() {
        assertThat(new Report(samples, TOOLS).table()).isEqualTo("""
                | | nothing to do, 3 applied | resident memory, nothing to do, 1000 applied | apply 1000 create table \
                | nothing to do, 10,000 applied |
                |---|--:|--:|--:|--:|
                | migrator | **0.400 s** (0.380 s to 0.460 s), 1.00 | **107 MB** (107 MB to 107 MB), 1.00 \
                | **4.32 s** (4.32 s to 4.32 s), 1.00 | **0.700 s** (0.700 s to 0.700 s), 1.00 |
                | Alembic, one transaction | **0.500 s** (0.500 s to 0.500 s), 1.25 |  |  |  |
                | umzug | **0.200 s** (0.200 s to 0.200 s), 0.50 |  | failed |  |
                """);
    }

    @Test
    void goals_are_held_against_the_fastest_of_what_they_name() {
        assertThat(new Report(samples, TOOLS).goals()).isEqualTo("""
                | what | goal | reached | |
                |---|---|---|---|
                | nothing to do, 3 applied | below every peer | 2.00 (0.400 s beside 0.200 s, umzug) | missed |
                | nothing to do, 3 applied | at most 0.85 of Alembic | 0.80 (0.400 s beside 0.500 s, Alembic, one transaction) | reached |
                | resident memory, nothing to do, 1000 applied | at most 100 MB | 107 MB | missed |
                | nothing to do, 10,000 applied | under twice the time of 3 | 1.75 (0.700 s beside 0.400 s, migrator) | reached |
                """);
    }

    @Test
    void what_failed_is_told_with_its_last_line() {
        assertThat(new Report(samples, TOOLS).failures())
                .isEqualTo("\nFailed: umzug, apply 1000 create table: out of shared memory\n");
    }

    @Test
    void a_run_is_read_again_as_it_was_measured() throws IOException {
        Samples read = Samples.read(folder.resolve("samples.tsv"));

        assertThat(new Report(read, TOOLS).table()).isEqualTo(new Report(samples, TOOLS).table());
        assertThat(new Report(read, TOOLS).failures()).isEqualTo(new Report(samples, TOOLS).failures());
        assertThat(read.rounds()).isEqualTo("1 to 3");
    }
}
