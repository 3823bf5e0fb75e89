// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import java.util.Arrays;
import java.util.Locale;

/** What an entry of a catalogue is about, in the order in which they are listed. */
public enum CatalogKind {
    /** The comment of the database itself, or one of its settings. */
    DATABASE,
    /** A schema. */
    SCHEMA,
    /** An extension and its schema; what it brings is not listed. */
    EXTENSION,
    /** The version of an extension. */
    EXTENSION_VERSION,
    /** An enumeration, domain, composite, range or base type. */
    TYPE,
    /** A table of any sort, with the order of its columns. */
    TABLE,
    /** A column of a table or view. */
    COLUMN,
    /** A constraint of a table. */
    CONSTRAINT,
    /** What keeps a column from being null, where that has a name: from PostgreSQL 18 on. */
    NOT_NULL_CONSTRAINT,
    /** An index. */
    INDEX,
    /** A sequence, without its current value. */
    SEQUENCE,
    /** A view. */
    VIEW,
    /** A materialized view, with or without its rows. */
    MATERIALIZED_VIEW,
    /** A function, be it one for windows. */
    FUNCTION,
    /** A procedure. */
    PROCEDURE,
    /** An aggregate. */
    AGGREGATE,
    /** A trigger of a table. */
    TRIGGER,
    /** A rule. */
    RULE,
    /** A policy of row level security. */
    POLICY,
    /** An object of extended statistics. */
    STATISTICS_OBJECT,
    /** An operator. */
    OPERATOR,
    /** An operator class. */
    OPERATOR_CLASS,
    /** An operator family. */
    OPERATOR_FAMILY,
    /** A collation. */
    COLLATION,
    /** A conversion of encodings. */
    CONVERSION,
    /** A configuration of text search. */
    TEXT_SEARCH_CONFIGURATION,
    /** A dictionary of text search. */
    TEXT_SEARCH_DICTIONARY,
    /** A cast. */
    CAST,
    /** A procedural language. */
    LANGUAGE,
    /** A foreign-data wrapper. */
    FOREIGN_DATA_WRAPPER,
    /** A foreign server. */
    FOREIGN_SERVER,
    /** An event trigger. */
    EVENT_TRIGGER,
    /** A publication. */
    PUBLICATION,
    /** A comment on anything. */
    COMMENT,
    /** Who owns something. */
    OWNER,
    /** Who may do what. */
    PRIVILEGE,
    /** Where something is stored that is not in the usual place. */
    TABLESPACE;

    /** What people call it. */
    public String label() {
        return this == NOT_NULL_CONSTRAINT
                ? "not-null constraint"
                : this == FOREIGN_DATA_WRAPPER
                        ? "foreign-data wrapper"
                        : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether its definition may be a query, which another version of PostgreSQL writes in another way. */
    boolean holdsQuery() {
        return switch (this) {
            case VIEW, MATERIALIZED_VIEW, FUNCTION, PROCEDURE, RULE, POLICY -> true;
            default -> false;
        };
    }

    static CatalogKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(label));
    }
}
