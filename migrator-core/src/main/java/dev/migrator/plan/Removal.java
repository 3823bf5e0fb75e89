// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * Something that goes when schemas are emptied.
 *
 * @param kind what it is
 * @param name its qualified name, as SQL has it
 * @param key what the server knows it by; another one that is made later under the same name has another
 * @param lock the statement that locks it beforehand, where one can; another kind is locked by its dropping alone
 * @param sql the statement that drops it
 * @param ledger whether it is part of the ledger
 * @param locks how many locks its dropping holds until the end of the transaction
 * @param rows how many rows go with it, where that is known
 */
public record Removal(
        Kind kind,
        String name,
        String key,
        Optional<String> lock,
        String sql,
        boolean ledger,
        int locks,
        Optional<RowCount> rows) {

    /** The same, with what is known of its rows. */
    public Removal holding(Optional<RowCount> count) {
        return new Removal(kind, name, key, lock, sql, ledger, locks, count);
    }

    /** The same, cutting it out of a ring: what depends on it is still there, and loses that or goes along. */
    public Removal cascading() {
        return new Removal(kind, name, key, lock, sql + " cascade", ledger, locks, rows);
    }

    /** What can go, in the order in which it is told. */
    public enum Kind {
        /** A table, or one partition. */
        TABLE("table", "table"),
        /** A table whose rows are in its partitions. */
        PARTITIONED_TABLE("partitioned table", "table"),
        /** A table of a foreign server; its rows stay there. */
        FOREIGN_TABLE("foreign table", "foreign table"),
        /** A view. */
        VIEW("view", "view"),
        /** A materialized view. */
        MATERIALIZED_VIEW("materialized view", "materialized view"),
        /** A sequence that belongs to no column. */
        SEQUENCE("sequence", "sequence"),
        /** A function, one of windows too. */
        FUNCTION("function", "function"),
        /** A procedure. */
        PROCEDURE("procedure", "procedure"),
        /** An aggregate. */
        AGGREGATE("aggregate", "aggregate"),
        /** An enum type. */
        ENUM("enum", "type"),
        /** A domain. */
        DOMAIN("domain", "domain"),
        /** A composite type. */
        COMPOSITE_TYPE("composite type", "type"),
        /** A range type. */
        RANGE("range", "type"),
        /** Another type. */
        TYPE("type", "type"),
        /** A cast from or to a type. */
        CAST("cast", "cast"),
        /** An operator. */
        OPERATOR("operator", "operator"),
        /** An operator class. */
        OPERATOR_CLASS("operator class", "operator class"),
        /** An operator family. */
        OPERATOR_FAMILY("operator family", "operator family"),
        /** A collation. */
        COLLATION("collation", "collation"),
        /** A conversion. */
        CONVERSION("conversion", "conversion"),
        /** Extended statistics. */
        STATISTICS("statistics object", "statistics"),
        /** A text search configuration. */
        TEXT_SEARCH_CONFIGURATION("text search configuration", "text search configuration"),
        /** A text search dictionary. */
        TEXT_SEARCH_DICTIONARY("text search dictionary", "text search dictionary"),
        /** A text search parser. */
        TEXT_SEARCH_PARSER("text search parser", "text search parser"),
        /** A text search template. */
        TEXT_SEARCH_TEMPLATE("text search template", "text search template");

        private final String word;
        private final String keyword;

        Kind(String word, String keyword) {
            this.word = word;
            this.keyword = keyword;
        }

        /** Finds a kind by the word for one. */
        public static Kind called(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException(word));
        }

        /** The word for one. */
        public String word() {
            return word;
        }

        /** The word for a number of them. */
        public String word(int number) {
            if (number == 1) {
                return word;
            }
            if (word.endsWith("y")) {
                return word.substring(0, word.length() - 1) + "ies";
            }
            return word + (word.endsWith("s") ? "es" : "s");
        }

        /**
         * Gives the statement that drops one where nothing else depends on it, and nothing where it is gone already.
         *
         * @param target what is dropped, as SQL names it
         */
        public String drop(String target) {
            return "drop " + keyword + " if exists " + target;
        }
    }

    /**
     * How many rows there are.
     *
     * @param number the number
     * @param exact whether they were counted; the server's estimate, otherwise
     */
    public record RowCount(long number, boolean exact) {}
}
