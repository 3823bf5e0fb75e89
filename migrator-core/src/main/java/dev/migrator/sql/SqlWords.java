// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The words and names of one statement, in order, to be walked through: keywords in lower case, names with their quotes,
 * punctuation; no comments and no literals. Not thread-safe.
 */
final class SqlWords {

    private final List<String> all = new ArrayList<>();
    private int at;

    SqlWords(String sql) {
        Lexer lexer = new Lexer(sql);
        for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            String text = sql.substring(token.start(), token.end());
            if (token.kind() == Kind.QUOTED && text.charAt(0) != '"') {
                all.add("''");
            } else if (!token.isComment()) {
                all.add(token.kind() == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text);
            }
        }
    }

    boolean isAtEnd() {
        return at >= all.size();
    }

    String peek() {
        return isAtEnd() ? "" : all.get(at);
    }

    /** Whether a word is somewhere behind this place. */
    boolean has(String... words) {
        return IntStream.rangeClosed(at, all.size() - words.length).anyMatch(i -> isAt(i, words));
    }

    /** Goes on behind words, where these come next. */
    boolean skip(String... words) {
        boolean here = isAt(at, words);
        at += here ? words.length : 0;
        return here;
    }

    /** Goes on behind any of these words, and any number of them. */
    SqlWords skipAny(String... words) {
        Set<String> any = Set.of(words);
        while (!isAtEnd() && any.contains(peek())) {
            at++;
        }
        return this;
    }

    /** Goes on behind what is in parentheses, where these come next. */
    void skipParentheses() {
        int depth = 0;
        while (!isAtEnd() && (depth > 0 || peek().equals("("))) {
            depth += peek().equals("(") ? 1 : peek().equals(")") ? -1 : 0;
            at++;
            if (depth == 0) {
                return;
            }
        }
    }

    /** Goes on behind the first place where words come one after the other. */
    boolean seek(String... words) {
        for (int i = at; i <= all.size() - words.length; i++) {
            if (isAt(i, words)) {
                at = i + words.length;
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int place, String... words) {
        return place + words.length <= all.size()
                && IntStream.range(0, words.length)
                        .allMatch(i -> all.get(place + i).equals(words[i]));
    }

    /** Reads a name, with its schema where it has one. */
    String name() {
        StringBuilder name = new StringBuilder(peek());
        at++;
        while (peek().equals(".")) {
            name.append('.');
            at++;
            name.append(peek());
            at++;
        }
        return name.toString().replaceAll("\"([a-z_][a-z0-9_]*)\"", "$1");
    }

    /** Reads names with commas between. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            skipAny("only");
            names.add(name());
            skipAny("*");
        } while (skip(","));
        return names;
    }

    /** Reads the name behind each place where words come one after the other. */
    List<String> namesBehind(String... words) {
        int before = at;
        List<String> names = new ArrayList<>();
        while (seek(words)) {
            names.add(skipAny("only").name());
        }
        at = before;
        return names;
    }

    /** What is left, cut at the commas that are in no parentheses. */
    List<List<String>> parts() {
        List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        int depth = 0;
        for (String word : all.subList(Math.min(at, all.size()), all.size())) {
            depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (depth == 0 && word.equals(",")) {
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(word);
            }
        }
        return parts;
    }

    @Override
    public String toString() {
        return Stream.concat(all.stream().limit(3), Stream.of("…").filter(cut -> all.size() > 3))
                .map(word -> word.equals("''") ? "…" : word)
                .collect(Collectors.joining(" "));
    }
}
