// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> WORDS = List.of("upgrade", "downgrade", "staging", "qa", "profiles");

    @ParameterizedTest
    @CsvSource({
        "upgrad, upgrade",
        "UPGRADE, upgrade",
        "Staginf, staging",
        "stag, staging",
        "STAG, staging",
        "profile, profiles",
        "nothing, ''"
    })
    void a_word_is_near_by_few_slips_or_as_a_beginning_whatever_its_capitals(String typed, String meant) {
        assertThat(Nearest.to(typed, WORDS).orElse("")).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, [head]",
        "haed, '[head, heads]'",
        "BBbb1000, '[BBBB1000, bbbb1000]'",
        "bbbb100, '[BBBB1000, bbbb1000]'",
        "zzzz, []"
    })
    void a_name_that_differs_in_capitals_alone_is_the_nearest(String typed, String meant) {
        assertThat(Nearest.names(typed, Stream.of("head", "heads", "bbbb1000", "BBBB1000"))
                        .toString())
                .isEqualTo(meant);
    }
}
