// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Fingerprint.Likeness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    @ParameterizedTest(name = "{0} before, {1} now: {2}")
    @CsvSource({
        "c1:aa;release=17, c1:aa;release=17, SAME",
        "c1:aa;release=17;jdk=17, c1:aa;release=21;jdk=25;varies, SAME",
        "c1:aa;release=17, c1:bb;release=17, DIFFERENT",
        "c1:aa;release=17;jdk=25;varies, c1:bb;release=17;jdk=25;varies, DIFFERENT",
        "c1:aa;release=17;jdk=17, c1:bb;release=17;jdk=25, UNDECIDED",
        "c1:aa;release=17;jdk=17, c1:bb;release=17, DIFFERENT",
        "c1:aa;release=17;varies, c1:bb;release=17, UNDECIDED",
        "c1:aa;release=17, c1:bb;release=17;varies, UNDECIDED",
        "c1:aa;release=17, c1:bb;release=21, UNDECIDED",
        "t1:aa, t1:aa, SAME",
        "t1:aa, t1:bb, DIFFERENT",
        "t1:aa, c1:aa;release=17, DIFFERENT",
        "c1:aa;release=17, t1:aa, DIFFERENT",
        "c9:aa, c1:aa;release=17, UNDECIDED",
        "nonsense, t1:aa, UNDECIDED",
        "'', t1:aa, UNDECIDED",
    })
    void a_difference_is_told_where_no_compiler_can_have_made_it(String kept, String now, Likeness likeness) {
        assertThat(new Fingerprint(now).likeness(new Fingerprint(kept))).isEqualTo(likeness);
    }
}
