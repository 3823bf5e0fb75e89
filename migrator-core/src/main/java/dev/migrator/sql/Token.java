// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

/**
 * A piece of SQL that cannot be cut.
 *
 * @param kind what it is
 * @param start where it begins
 * @param end where it ends, the character itself not included
 */
record Token(Kind kind, int start, int end) {

    /** What a token can be. */
    enum Kind {
        /** An identifier or a keyword without quotes. */
        WORD,
        /** Anything in quotes, dollar quotes among them. */
        QUOTED,
        /** A comment up to the end of its line. */
        LINE_COMMENT,
        /** A comment between its marks, others inside it. */
        BLOCK_COMMENT,
        /** What ends a statement. */
        SEMICOLON,
        /** An opening parenthesis. */
        OPEN,
        /** A closing one. */
        CLOSE,
        /** What begins a command of psql's own. */
        BACKSLASH,
        /** A quote or comment without its end. */
        UNFINISHED,
        /** Any other character. */
        OTHER,
        /** Nothing more. */
        END
    }

    boolean isComment() {
        return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
    }
}
