// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.sql.Token.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes passwords out of a statement, and out of what is told of it. From the first word on that names a password, every
 * literal of a statement counts as secret: which of them is the password, only the server knows. In the text that is
 * shown, every other character stays in its place. Not thread-safe.
 */
public final class Redaction {

    private static final String NAME = "(?:pass(?:word|wd|phrase)|pwd|secret)";
    private static final Pattern NAMED = Pattern.compile("(?i)" + NAME);

    /** The password of a connection string or URI; group 1 stays. */
    private static final Pattern IN_ADDRESS = Pattern.compile(
            "(?i)(" + NAME + "\\w*+\\s*+=\\s*+)(?=[^\\s'\"=])[^\\s'\"]++" + "|(://[^\\s/?#'\":@]*+:)[^\\s'\"]*(?=@)");

    /** A password in text that need not be SQL; group 1 stays. */
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?i)(" + NAME + "\\w*+(?:[\"']?+\\s*+(?:=>|:=|=|:|,)|[\"']?+)\\s*+(?:e|u&)?)'(?:[^'\\\\]|''|\\\\.)*+'"
                    + "|(" + NAME + "\\w*+[\"']?+\\s*+[=:]\\s*+)\"(?:[^\"\\\\]|\\\\.)*+\"",
            Pattern.DOTALL);

    private static final Pattern FIRST_WORD = Pattern.compile("^[\\s=:\"'>,]*([^\\s\"',}]+)");

    /** A shorter one would be found in words that have nothing to do with it. */
    private static final int SHORTEST_SECRET = 3;

    private final String sql;
    private final char[] shown;
    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<String> bound;
    private boolean named;

    private Redaction(String sql, Collection<String> bound) {
        this.sql = sql;
        this.bound = List.copyOf(bound);
        this.shown = sql.toCharArray();
    }

    /** Reads a statement that has no parameters. */
    public static Redaction of(String sql) {
        return of(sql, List.of());
    }

    /**
     * Reads a statement.
     *
     * @param sql the statement, whole or cut; may be empty
     * @param bound the values of its parameters
     */
    public static Redaction of(String sql, Collection<String> bound) {
        Redaction redaction = new Redaction(sql, bound);
        redaction.read(sql, 0);
        if (redaction.named) {
            bound.forEach(redaction::isSecret);
        }
        return redaction;
    }

    /** Gives the statement without its secrets. */
    public String statement() {
        return new String(shown);
    }

    /** Gives the values of its parameters; all of them are secret where the statement names a password. */
    public List<String> values() {
        return bound.stream()
                .map(value -> named ? "*".repeat(value.length()) : masked(IN_ADDRESS, masked(IN_TEXT, value)))
                .toList();
    }

    /** Takes the statement's secrets out of what is told of it, and what looks like a password besides. */
    public String text(String told) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int at = next(told, from); at >= 0; at = next(told, from)) {
            text.append(harmless(told.substring(from, at))).append(shown);
            from = at + sql.length();
        }
        return text.append(harmless(told.substring(from))).toString();
    }

    private int next(String told, int from) {
        return sql.isEmpty() ? -1 : told.indexOf(sql, from);
    }

    private String harmless(String told) {
        List<String> found = secrets.stream()
                .filter(told::contains)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        String text = told;
        for (String secret : found) {
            text = text.replaceAll(whole(secret), Matcher.quoteReplacement("*".repeat(secret.length())));
        }
        return masked(IN_ADDRESS, masked(IN_TEXT, text));
    }

    private static String whole(String secret) {
        String word = "[\\p{L}\\p{N}]";
        return "(?<!" + word + "(?=" + word + "))" + Pattern.quote(secret) + "(?!(?<=" + word + ")" + word + ")";
    }

    /** Reads a piece of code: the statement, or the body of a function in it. */
    private void read(String code, int offset) {
        Lexer lexer = new Lexer(code);
        String word = "";
        String wordBefore = "";
        for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            String text = code.substring(token.start(), token.end());
            int start = offset + token.start();
            switch (token.kind()) {
                case WORD -> named |= NAMED.matcher(text).find();
                case QUOTED, UNFINISHED -> {
                    boolean isCode = word.equalsIgnoreCase("as")
                            || word.equalsIgnoreCase("do")
                            || wordBefore.equalsIgnoreCase("language");
                    lexer.moveTo(quoted(code, token, offset, isCode));
                }
                case LINE_COMMENT, BLOCK_COMMENT -> show(start, masked(IN_ADDRESS, masked(IN_TEXT, text)));
                default -> {}
            }
            if (!token.isComment()) {
                wordBefore = word;
                word = token.kind() == Kind.WORD ? text : "";
            }
        }
    }

    /** Reads what is in quotes and gives where it ends, since a doubled quote is no end. */
    private int quoted(String code, Token token, int offset, boolean isCode) {
        String text = code.substring(token.start(), token.end());
        switch (text.charAt(0)) {
            case '"', '/' -> named |= NAMED.matcher(text).find();
            case '$' -> {
                int quote = text.indexOf('$', 1) + 1;
                int end = token.kind() == Kind.UNFINISHED ? text.length() : text.length() - quote;
                if (isCode) {
                    read(text.substring(quote, end), offset + token.start() + quote);
                } else {
                    literal(text.substring(quote, end), offset + token.start() + quote);
                }
            }
            default -> {
                int end = endOfLiteral(code, token);
                int open = code.indexOf('\'', token.start()) + 1;
                boolean closed = end > open && code.charAt(end - 1) == '\'';
                literal(code.substring(open, closed ? end - 1 : end), offset + open);
                return end;
            }
        }
        return token.end();
    }

    private static int endOfLiteral(String code, Token first) {
        Lexer lexer = new Lexer(code);
        int end = first.end();
        while (end < code.length() && code.charAt(end) == '\'') {
            lexer.moveTo(end);
            end = lexer.next().end();
        }
        return end;
    }

    private void literal(String content, int start) {
        Matcher name = NAMED.matcher(content);
        int from = 0;
        if (!named) {
            named = name.find();
            from = named ? name.end() : content.length();
            show(start, masked(IN_ADDRESS, content.substring(0, from)));
        }
        String secret = content.substring(from);
        if (!secret.isEmpty()) {
            show(start + from, "*".repeat(secret.length()));
            isSecret(secret);
            isSecret(secret.replace("''", "'"));
            FIRST_WORD.matcher(secret).results().forEach(word -> isSecret(word.group(1)));
        }
    }

    private void isSecret(String text) {
        if (text.strip().length() >= SHORTEST_SECRET) {
            secrets.add(text);
            secrets.add(text.strip());
        }
    }

    private void show(int start, String text) {
        text.getChars(0, text.length(), shown, start);
    }

    private static String masked(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(found -> {
            String stays = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(stays + "*".repeat(found.group().length() - stays.length()));
        });
    }
}
