// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value in the text of a statement, which is read alike whatever a migration has set for strings. */
public final class SqlLiteral {

    private SqlLiteral() {}

    /**
     * Writes a value.
     *
     * @param value nothing, a number, a list of texts, or what has a text
     */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        if (value instanceof List<?> texts) {
            return texts.stream().map(SqlLiteral::of).collect(Collectors.joining(", ", "array[", "]::text[]"));
        }
        return "E'" + value.toString().replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
