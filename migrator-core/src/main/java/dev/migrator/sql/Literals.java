// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.sql.Token.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the values out of a statement into which something wrote them. */
public final class Literals {

    private static final String PLACEHOLDER = "?";
    private static final Pattern NUMBER = Pattern.compile("[0-9][\\w.]*");

    private Literals() {}

    /**
     * Gives a statement with a question mark for each string and number; names in quotes stay.
     *
     * @param sql the statement
     */
    public static String masked(String sql) {
        StringBuilder masked = new StringBuilder();
        Lexer lexer = new Lexer(sql);
        Matcher number = NUMBER.matcher(sql);
        int done = 0;
        int lastEnd = -1;
        for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            int end = end(token, sql, number);
            if (end < 0) {
                continue;
            }
            masked.append(sql, done, token.start());
            // What follows without a gap is the rest of the same string, behind a doubled quote.
            masked.append(token.start() == lastEnd ? "" : PLACEHOLDER);
            done = end;
            lastEnd = end;
            lexer.moveTo(end);
        }
        return masked.append(sql.substring(done)).toString();
    }

    /** Where a literal ends that begins with a token; negative where none does. */
    private static int end(Token token, String sql, Matcher number) {
        char first = sql.charAt(token.start());
        boolean quoted = token.kind() == Kind.QUOTED || token.kind() == Kind.UNFINISHED;
        if (quoted) {
            return first == '"' || first == '/' ? -1 : token.end();
        }
        boolean isNumber = token.kind() == Kind.OTHER
                && number.region(token.start(), sql.length()).lookingAt();
        return isNumber ? number.end() : -1;
    }
}
