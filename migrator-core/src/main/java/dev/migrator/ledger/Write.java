// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the ledger, which touches one row.
 *
 * @param what what it does, for who reads that it did not
 * @param table the table that it writes
 * @param sql the statement, with question marks for values
 * @param values the values: texts, numbers, a run's id, lists of texts
 */
record Write(String what, String table, String sql, List<@Nullable Object> values) {

    static Write of(String what, String table, String sql, @Nullable Object... values) {
        return new Write(what, table, sql, Collections.unmodifiableList(Arrays.asList(values)));
    }

    /** The statement with something else for each question mark, by its place from 0. */
    String with(IntFunction<String> value) {
        String[] parts = sql.split("\\?", -1);
        StringBuilder text = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            text.append(value.apply(i - 1)).append(parts[i]);
        }
        return text.toString();
    }
}
