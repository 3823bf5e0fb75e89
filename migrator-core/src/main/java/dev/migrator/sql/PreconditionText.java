// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.Precondition.Form;
import dev.migrator.revision.Precondition.Otherwise;
import dev.migrator.sql.Token.Kind;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what must hold before a revision runs, as people write it. */
public final class PreconditionText {

    private static final String NAME_PART = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern NAME = Pattern.compile(NAME_PART + "(?:\\." + NAME_PART + ")?");

    /** A word and what follows it. */
    private static final Pattern WORD = Pattern.compile("(\\S+)\\s*(.*)");

    private PreconditionText() {}

    /**
     * Tells what is wrong with what a condition is about; nothing where nothing is.
     *
     * @param form how the condition is said
     * @param subject the query or the name
     */
    public static Optional<String> wrong(Form form, String subject) {
        if (form != Form.QUERY) {
            return NAME.matcher(subject).matches()
                    ? Optional.empty()
                    : Optional.of("'" + subject + "' is no name of a table, such as users or public.users");
        }
        if (subject.isBlank()) {
            return Optional.of("there is no query");
        }
        int open = 0;
        Lexer lexer = new Lexer(subject);
        for (Token token = lexer.next(); token.kind() != Kind.END && open >= 0; token = lexer.next()) {
            switch (token.kind()) {
                case OPEN -> open++;
                case CLOSE -> open--;
                case BACKSLASH -> {
                    return Optional.of("a backslash in the query is in no quotes");
                }
                case UNFINISHED -> {
                    return Optional.of("a quote or comment in the query has no end");
                }
                case SEMICOLON -> {
                    return Optional.of("it is one query, without a semicolon");
                }
                default -> {}
            }
        }
        return open == 0 ? Optional.empty() : Optional.of("a parenthesis in the query lacks its other one");
    }

    /** Reads the value of a header line: {@code [halt|skip|warn] query|empty|exists|absent WHAT [-- MESSAGE]}. */
    static Checked<Precondition, SqlIssue> parse(String value, int line) {
        Matcher words = WORD.matcher(value);
        Optional<Otherwise> otherwise = first(words, Otherwise.values(), Otherwise::label);
        Matcher rest = otherwise.isPresent() ? WORD.matcher(words.group(2)) : words;
        Optional<Form> form = first(rest, Form.values(), Form::label);
        if (form.isEmpty()) {
            return Checked.unsound(SqlIssue.precondition(
                    line,
                    rest.reset().matches()
                            ? "'" + rest.group(1) + "' says nothing of what must hold"
                            : "nothing says what must hold"));
        }
        String said = rest.group(2);
        int remark = remark(said);
        String subject = (remark < 0 ? said : said.substring(0, remark)).strip().replaceFirst("\\s*;$", "");
        Optional<String> wrong = wrong(form.get(), subject);
        return wrong.isPresent()
                ? Checked.unsound(SqlIssue.precondition(line, wrong.get()))
                : Checked.sound(new Precondition(
                        form.get(),
                        subject,
                        remark < 0 ? "" : said.substring(remark + 2).strip(),
                        otherwise.orElse(Otherwise.HALT),
                        line));
    }

    private static <T> Optional<T> first(Matcher words, T[] values, Function<T, String> label) {
        return words.matches()
                ? Stream.of(values)
                        .filter(each -> label.apply(each).equals(words.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** Where the message begins, in no quotes; negative where there is none. */
    private static int remark(String said) {
        Lexer lexer = new Lexer(said);
        for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            if (token.kind() == Kind.LINE_COMMENT) {
                return token.start();
            }
        }
        return -1;
    }
}
