// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

/** What a script consists of, in order. */
sealed interface SqlPiece {

    /**
     * A statement.
     *
     * @param statement the statement
     */
    record Sql(SqlStatement statement) implements SqlPiece {}

    /**
     * A comment line of ours.
     *
     * @param key the word behind {@code -- migrator:}
     * @param value what follows it, or empty
     * @param line its line
     */
    record Directive(String key, String value, int line) implements SqlPiece {}
}
