// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.Locale;
import java.util.Objects;

/**
 * What must hold in a database right before a revision runs there.
 *
 * @param form how it is said
 * @param subject the query, or the name of what it is about, as SQL has it
 * @param message what to tell where it does not hold, or empty
 * @param otherwise what happens then
 * @param line the line of the file on which it stands, from 1; 0 where that is not known
 */
public record Precondition(Form form, String subject, String message, Otherwise otherwise, int line) {

    /** Insists on what is needed. */
    public Precondition {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(otherwise, "otherwise");
    }

    /** How a condition is said. */
    public enum Form {
        /** A query that gives one row with one boolean, which is true where it holds. */
        QUERY,
        /** A table that has no rows. */
        EMPTY,
        /** A table, or another relation, that is there. */
        EXISTS,
        /** One that is not. */
        ABSENT;

        /** The name in headers and documents: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens where a condition does not hold. */
    public enum Otherwise {
        /** The step fails before it did anything. */
        HALT,
        /** The body is left out, and the revision counts as applied. */
        SKIP,
        /** It is told and recorded, and the revision runs. */
        WARN;

        /** The name in headers and documents: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Gives the query that is asked: one row with one boolean. */
    public String query() {
        return switch (form) {
            case QUERY -> subject;
            case EMPTY -> "select not exists (table " + subject + ")";
            case EXISTS -> "select " + found() + " is not null";
            case ABSENT -> "select " + found() + " is null";
        };
    }

    private String found() {
        return "to_regclass('" + subject.replace("'", "''") + "')";
    }

    /** What must hold, for people. */
    public String condition() {
        return switch (form) {
            case QUERY -> subject;
            case EMPTY -> subject + " is empty";
            case EXISTS -> subject + " exists";
            case ABSENT -> subject + " does not exist";
        };
    }

    /** What must hold and what happens otherwise, as {@code halt unless old_users is empty: copy them first}. */
    @Override
    public String toString() {
        return otherwise.label() + " unless " + condition() + (message.isEmpty() ? "" : ": " + message);
    }
}
