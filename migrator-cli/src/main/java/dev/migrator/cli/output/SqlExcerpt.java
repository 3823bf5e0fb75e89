// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The lines of a failed statement that a person needs to see, with a caret below the place that is wrong. */
final class SqlExcerpt {

    private static final int MOST_LINES = 24;
    private static final int WIDEST = 110;
    private static final String CUT = "…";

    private final List<String> lines = new ArrayList<>();

    private SqlExcerpt() {}

    static List<String> of(SqlError error) {
        SqlExcerpt excerpt = new SqlExcerpt();
        OptionalInt offset = Caret.offset(error);
        int start = 0;
        int number = 0;
        int marked = lineOf(error.sql(), offset.orElse(0));
        for (String line : error.sql().split("\n", -1)) {
            int length = line.codePointCount(0, line.length());
            boolean here = offset.isPresent() && number == marked;
            if (Math.abs(number - marked) <= MOST_LINES / 2 || (marked < MOST_LINES / 2 && number < MOST_LINES)) {
                excerpt.add(line, here ? offset.getAsInt() - start : -1);
            }
            start += length + 1;
            number++;
        }
        return excerpt.lines;
    }

    private static int lineOf(String sql, int offset) {
        int end = sql.offsetByCodePoints(0, Math.min(offset, sql.codePointCount(0, sql.length())));
        return (int) sql.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    private void add(String line, int column) {
        int[] all =
                line.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).toArray();
        int from = Math.max(0, Math.min(column - WIDEST / 2, all.length - WIDEST));
        int to = Math.min(all.length, from + WIDEST);
        String before = from > 0 ? CUT : "";
        lines.add(before + new String(all, from, to - from) + (to < all.length ? CUT : ""));
        if (column >= 0 && isNarrow(all, from, column)) {
            lines.add(" ".repeat(before.length() + column - from) + "^");
        }
    }

    /** Beyond these letters some take two columns and some none, and the caret would miss. */
    private static boolean isNarrow(int[] all, int from, int to) {
        for (int at = from; at < Math.min(to, all.length); at++) {
            if (all[at] >= 0x300) {
                return false;
            }
        }
        return true;
    }
}
