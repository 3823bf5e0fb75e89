// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void all_is_measured_unless_told_otherwise() {
        assertThat(Choice.of().measures()).containsExactly(Measure.values());
        assertThat(Choice.of().includes(Floor.PSQL)).isTrue();
        assertThat(Choice.of().rounds()).isEqualTo(7);
    }

    @Test
    void tools_and_measures_are_chosen_by_name() {
        Choice choice = Choice.of("--only", "Alembic,psql", "--measures", "tables, nothing_3", "--rounds", "3");

        assertThat(choice.includes(new AlembicTool(true))).isTrue();
        assertThat(choice.includes(new PsqlTool(false))).isTrue();
        assertThat(choice.includes(Floor.PSQL)).isFalse();
        assertThat(choice.measures()).isEqualTo(Set.of(Measure.TABLES, Measure.NOTHING_3));
        assertThat(choice.rounds()).isEqualTo(3);
        assertThat(choice.alone()).isFalse();
        assertThat(Choice.of("--only", "migrator").alone()).isTrue();
    }

    @Test
    void what_is_wrong_is_refused() {
        assertThatThrownBy(() -> Choice.of("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> Choice.of("--rounds", "-1")).hasMessage("--rounds is 0 or more");
        assertThatThrownBy(() -> Choice.of("--faster", "x")).hasMessage("unknown option --faster");
        assertThatThrownBy(() -> Choice.of("--measures", "speed")).isInstanceOf(IllegalArgumentException.class);
    }
}
