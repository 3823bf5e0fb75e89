// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.outcome.SqlError;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaretTest {

    /** The place that is wrong is the X; the position is PostgreSQL's, in the statement with $n for each ?. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select X              | 8",
                "select 'é', X         | 13",
                "select '🙂', X        | 13",
                "select ?, X           | 12",
                "select ?, ?, X        | 16",
                "select \"a?\", ?, X   | 18",
                "select 'it''s ?', X   | 19",
                "select 1;X            | 0"
            })
    void the_place_is_found_where_it_is_certain(String sql, int position) {
        OptionalInt offset = Caret.offset(error(sql, position));

        if (position == 0) {
            assertThat(offset).isEmpty();
        } else {
            assertThat(sql.codePointAt(sql.offsetByCodePoints(0, offset.orElseThrow())))
                    .isEqualTo('X');
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1; select X       | 8",
                "select ? -- why? X       | 12",
                "select $a$?$a$, ?, X     | 12",
                "select a ?? b, X         | 12",
                "select 'a\\'?', ?, X     | 12",
                "select 1                 | 99",
                "select ?, X              | 9"
            })
    void no_place_is_better_than_a_wrong_one(String sql, int position) {
        assertThat(Caret.offset(error(sql, position))).isEmpty();
    }

    @Test
    void the_caret_stands_below_the_line_that_is_wrong() {
        assertThat(SqlExcerpt.of(error("select id\n\tfrom users\n where X", 30)))
                .isEqualTo(List.of("select id", " from users", " where X", "       ^"));
    }

    @Test
    void a_long_line_is_cut_around_the_place() {
        List<String> lines = SqlExcerpt.of(error("a".repeat(300) + " X " + "b".repeat(300), 302));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).hasSizeLessThan(120).startsWith("…").endsWith("…");
        assertThat(lines.get(0).charAt(lines.get(1).indexOf('^'))).isEqualTo('X');
    }

    @Test
    void a_long_statement_is_cut_around_the_place() {
        String sql = "line\n".repeat(100) + "X\n" + "line\n".repeat(100);

        assertThat(SqlExcerpt.of(error(sql, 501))).hasSizeLessThan(30).containsSequence("line", "X", "^", "line");
    }

    private static SqlError error(String sql, int position) {
        return new SqlError(sql, "42703", "wrong", "", "", "", position);
    }
}
