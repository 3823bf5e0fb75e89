// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            insert into t1 values (1, 'o''hara', -2.5e3, null) | insert into t1 values (?, ?, -?, null)
            update "a 1" set b = E'x\\'y' where c=7            | update "a 1" set b = ? where c=?
            select $$secret$$, date '2020-01-01' -- 5          | select ?, date ? -- 5
            select 'unfinished                                 | select ?
            select 1                                           | select ?
            drop table t                                       | drop table t
            """)
    void strings_and_numbers_become_placeholders(String sql, String masked) {
        assertThat(Literals.masked(sql)).isEqualTo(masked);
    }
}
