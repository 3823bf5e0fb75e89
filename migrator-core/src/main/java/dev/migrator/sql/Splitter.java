// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Checked;
import dev.migrator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a script into statements where psql does: at a semicolon outside of quotes, comments, parentheses and the body of
 * a function that is written with BEGIN ATOMIC. Not thread-safe.
 */
final class Splitter {

    private static final Pattern DIRECTIVE = Pattern.compile("--\\s*migrator:\\s*(\\S*)\\s*(.*?)\\s*");
    private static final Pattern END_OF_DATA = Pattern.compile("^\\\\\\.\\r?$", Pattern.MULTILINE);
    private static final Set<String> ROUTINES = Set.of("function", "procedure");
    private static final int MOST_WORDS = 200;

    private final String text;
    private final boolean psql;
    private final Lexer lexer;
    private final Lines lines;
    private final List<SqlPiece> pieces = new ArrayList<>();
    private final List<SqlIssue> issues = new ArrayList<>();

    private int start = -1;
    private int end;
    private int parentheses;
    private int bodies;
    private List<String> words = new ArrayList<>();

    Splitter(String text) {
        this(text, false);
    }

    private Splitter(String text, boolean psql) {
        this.text = text;
        this.psql = psql;
        this.lexer = new Lexer(text);
        this.lines = new Lines(text);
    }

    /** For a script that psql runs: its commands between two statements are passed over, and no comment is ours. */
    static Splitter ofPsql(String text) {
        return new Splitter(text, true);
    }

    Checked<List<SqlPiece>, SqlIssue> split() {
        for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            if (token.isComment()) {
                directive(token);
            } else if (psql && start < 0 && token.kind() == Kind.BACKSLASH) {
                int newline = text.indexOf('\n', token.start());
                lexer.moveTo(newline < 0 ? text.length() : newline);
            } else if (token.kind() == Kind.SEMICOLON && parentheses == 0 && bodies == 0) {
                endStatement(token);
            } else {
                take(token);
            }
        }
        endStatement();
        return issues.isEmpty() ? Checked.sound(pieces) : new Checked.Unsound<>(issues);
    }

    private void take(Token token) {
        start = start < 0 ? token.start() : start;
        end = token.end();
        switch (token.kind()) {
            case OPEN -> parentheses++;
            case CLOSE -> parentheses = Math.max(0, parentheses - 1);
            case WORD -> word(text.substring(token.start(), token.end()).toLowerCase(Locale.ROOT));
            case UNFINISHED -> issues.add(SqlIssue.unfinished(lines.of(token.start())));
            case BACKSLASH -> {
                String command = text.substring(token.start()).split("\\s", 2)[0];
                issues.add(SqlIssue.backslash(lines.of(token.start()), command));
            }
            default -> {}
        }
    }

    /** In the body of a routine, CASE has an END of its own. */
    private void word(String word) {
        if (parentheses > 0) {
            return;
        }
        if (words.size() < MOST_WORDS) {
            words.add(word);
        }
        if (isRoutine()) {
            switch (word) {
                case "begin" -> bodies++;
                case "case" -> bodies += bodies > 0 ? 1 : 0;
                case "end" -> bodies -= bodies > 0 ? 1 : 0;
                default -> {}
            }
        }
    }

    private boolean isRoutine() {
        if (words.size() < 2 || !words.get(0).equals("create")) {
            return false;
        }
        boolean replaces =
                words.size() > 3 && words.get(1).equals("or") && words.get(2).equals("replace");
        return ROUTINES.contains(words.get(replaces ? 3 : 1));
    }

    private void directive(Token comment) {
        Matcher matcher = DIRECTIVE.matcher(text.substring(comment.start(), comment.end()));
        if (!psql && comment.kind() == Kind.LINE_COMMENT && matcher.matches() && lines.isFirstOnLine(comment.start())) {
            endStatement();
            pieces.add(new SqlPiece.Directive(matcher.group(1), matcher.group(2), lines.of(comment.start())));
        }
    }

    private void endStatement(Token semicolon) {
        if (start >= 0 && isCopyFromStdin()) {
            Optional<String> data = copyData(semicolon.end());
            add(data);
        } else {
            endStatement();
        }
    }

    private void endStatement() {
        if (start >= 0) {
            add(Optional.empty());
        }
    }

    private void add(Optional<String> copyData) {
        pieces.add(new SqlPiece.Sql(new SqlStatement(text.substring(start, end), lines.of(start), words, copyData)));
        start = -1;
        parentheses = 0;
        bodies = 0;
        words = new ArrayList<>();
    }

    private boolean isCopyFromStdin() {
        int from = words.indexOf("from");
        return from > 0
                && words.get(0).equals("copy")
                && from + 1 < words.size()
                && words.get(from + 1).equals("stdin");
    }

    private Optional<String> copyData(int from) {
        int line = lines.of(start);
        int newline = text.indexOf('\n', from);
        if (!text.substring(from, newline < 0 ? text.length() : newline).isBlank()) {
            issues.add(SqlIssue.copyOnOneLine(line));
            return Optional.empty();
        }
        Matcher dataEnd = END_OF_DATA.matcher(text);
        if (newline < 0 || !dataEnd.find(newline + 1)) {
            issues.add(SqlIssue.copyWithoutEnd(line));
            lexer.moveTo(text.length());
            return Optional.empty();
        }
        lexer.moveTo(dataEnd.end());
        return Optional.of(text.substring(newline + 1, dataEnd.start()));
    }
}
