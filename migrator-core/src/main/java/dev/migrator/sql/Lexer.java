// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.sql.Token.Kind;

/**
 * Finds the tokens of SQL as PostgreSQL's own scanner draws their borders, with standard_conforming_strings on (PostgreSQL
 * manual, "Lexical Structure"). Not thread-safe.
 */
final class Lexer {

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /** Goes on from another place. */
    void moveTo(int position) {
        at = position;
    }

    Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            return new Token(Kind.END, at, at);
        }
        int start = at;
        Kind kind = kind(text.charAt(at));
        return new Token(kind, start, at);
    }

    /** Moves behind the token. */
    private Kind kind(char c) {
        if (text.startsWith("--", at)) {
            return lineComment();
        }
        if (text.startsWith("/*", at)) {
            return blockComment();
        }
        if ((c == 'e' || c == 'E') && charAt(at + 1) == '\'') {
            at++;
            return escapeString();
        }
        if (isWordStart(c)) {
            while (isWordPart(charAt(at))) {
                at++;
            }
            return Kind.WORD;
        }
        return switch (c) {
            case '\'', '"' -> quoted(c);
            case '$' -> dollar();
            case ';' -> single(Kind.SEMICOLON);
            case '(' -> single(Kind.OPEN);
            case ')' -> single(Kind.CLOSE);
            case '\\' -> single(Kind.BACKSLASH);
            default -> single(Kind.OTHER);
        };
    }

    private Kind single(Kind kind) {
        at++;
        return kind;
    }

    private Kind lineComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        return Kind.LINE_COMMENT;
    }

    private Kind blockComment() {
        int depth = 0;
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return Kind.BLOCK_COMMENT;
                }
            } else {
                at++;
            }
        }
        return Kind.UNFINISHED;
    }

    /** A doubled quote is two quoted pieces side by side, which cut nothing. */
    private Kind quoted(char quote) {
        return closed(text.indexOf(quote, at + 1), 1);
    }

    /** Goes on over the end of a line, as only such strings must: in the next part, too, a backslash escapes. */
    private Kind escapeString() {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at = Math.min(at + 2, text.length());
            } else if (c == '\'') {
                at++;
                int next = continued(at);
                if (next < 0) {
                    return Kind.QUOTED;
                }
                at = next + 1;
            } else {
                at++;
            }
        }
        return Kind.UNFINISHED;
    }

    /** Where the string goes on: right here with a doubled quote, or on a later line; negative where it does not. */
    private int continued(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        boolean goesOn = charAt(next) == '\''
                && (next == from || text.substring(from, next).indexOf('\n') >= 0);
        return goesOn ? next : -1;
    }

    private Kind dollar() {
        int tag = at + 1;
        while (isWordPart(charAt(tag)) && charAt(tag) != '$') {
            tag++;
        }
        boolean opens = charAt(tag) == '$' && (tag == at + 1 || isWordStart(charAt(at + 1)));
        if (!opens) {
            return single(Kind.OTHER);
        }
        String quote = text.substring(at, tag + 1);
        return closed(text.indexOf(quote, tag + 1), quote.length());
    }

    private Kind closed(int end, int length) {
        at = end < 0 ? text.length() : end + length;
        return end < 0 ? Kind.UNFINISHED : Kind.QUOTED;
    }

    private char charAt(int position) {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= '\u0080';
    }

    /** A dollar sign inside a word opens no quote. */
    private static boolean isWordPart(char c) {
        return isWordStart(c) || (c >= '0' && c <= '9') || c == '$';
    }
}
