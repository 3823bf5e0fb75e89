// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.SqlError;
import java.util.OptionalInt;

/**
 * Finds the place in a statement that PostgreSQL complains of. PostgreSQL counts in the statement as it was sent, in
 * which the driver has put {@code $1} for the first {@code ?} and so on; where it is not certain which question marks
 * those were, there is no place.
 */
final class Caret {

    private Caret() {}

    /** Gives the offset into the statement in code points, from 0, where it is certain. */
    static OptionalInt offset(SqlError error) {
        int[] sql = error.sql().codePoints().toArray();
        int wanted = error.position() - 1;
        if (wanted < 0 || isSplit(error.sql())) {
            return OptionalInt.empty();
        }
        if (error.sql().indexOf('?') < 0) {
            return within(wanted, sql.length);
        }
        return isPlain(error.sql()) ? mapped(sql, wanted) : OptionalInt.empty();
    }

    /** The driver sends what semicolons separate one by one, and positions count in the part. */
    private static boolean isSplit(String sql) {
        int semicolon = sql.indexOf(';');
        return semicolon >= 0 && !sql.substring(semicolon + 1).isBlank();
    }

    /** Whether nothing but quotes can hide a question mark. */
    private static boolean isPlain(String sql) {
        return !sql.contains("--")
                && !sql.contains("/*")
                && !sql.contains("$")
                && !sql.contains("\\")
                && !sql.contains("??");
    }

    private static OptionalInt mapped(int[] sql, int wanted) {
        int sent = 0;
        int parameters = 0;
        int quote = 0;
        for (int at = 0; at < sql.length; at++) {
            if (sent >= wanted) {
                return sent == wanted ? OptionalInt.of(at) : OptionalInt.empty();
            }
            int c = sql[at];
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '?') {
                parameters++;
                sent += Integer.toString(parameters).length();
            }
            sent++;
        }
        return OptionalInt.empty();
    }

    private static OptionalInt within(int offset, int length) {
        return offset < length ? OptionalInt.of(offset) : OptionalInt.empty();
    }
}
