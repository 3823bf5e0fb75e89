// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** What a piece of SQL says, apart from how it is written. */
public final class Wording {

    private Wording() {}

    /**
     * Gives the tokens of a piece of SQL but for blanks, comments and parentheses.
     *
     * @param sql the piece
     * @param unqualified whether to leave out, too, what stands before a dot
     */
    public static List<String> of(String sql, boolean unqualified) {
        List<String> words = new ArrayList<>();
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            boolean silent = token.isComment() || token.kind() == Kind.OPEN || token.kind() == Kind.CLOSE;
            if (silent) {
                continue;
            }
            String word = sql.substring(token.start(), token.end());
            if (unqualified && word.equals(".") && isName(words)) {
                words.remove(words.size() - 1);
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean isName(List<String> words) {
        return !words.isEmpty()
                && (words.get(words.size() - 1).startsWith("\"")
                        || Character.isLetter(words.get(words.size() - 1).charAt(0))
                        || words.get(words.size() - 1).startsWith("_"));
    }
}
