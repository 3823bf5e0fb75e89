// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Checked;
import dev.migrator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values where {@code ${name}} stands, in quotes as well, and leaves dollar quotes, comments and COPY data alone. */
final class Placeholders {

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

    private final Map<String, String> values;
    private final List<SqlIssue> issues = new ArrayList<>();

    Placeholders(Map<String, String> values) {
        this.values = values;
    }

    Checked<List<SqlStatement>, SqlIssue> fill(List<SqlStatement> statements, String file) {
        List<SqlStatement> filled = new ArrayList<>();
        for (SqlStatement statement : statements) {
            filled.add(new SqlStatement(fill(statement), statement.line(), statement.words(), statement.copyData()));
        }
        return issues.isEmpty()
                ? Checked.sound(filled)
                : new Checked.Unsound<>(
                        issues.stream().map(issue -> issue.in(file)).toList());
    }

    private String fill(SqlStatement statement) {
        String text = statement.text();
        Lines lines = new Lines(text);
        StringBuilder result = new StringBuilder();
        int done = 0;
        Lexer lexer = new Lexer(text);
        Matcher name = NAME.matcher(text);
        for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            boolean dollarQuoted = token.kind() == Kind.QUOTED && text.charAt(token.start()) == '$';
            if (token.isComment() || dollarQuoted) {
                continue;
            }
            name.region(token.start(), token.kind() == Kind.QUOTED ? token.end() : text.length());
            boolean found = token.kind() == Kind.QUOTED ? name.find() : name.lookingAt();
            while (found) {
                result.append(text, done, name.start())
                        .append(value(name.group(1), statement.line() + lines.of(name.start()) - 1));
                done = name.end();
                lexer.moveTo(Math.max(done, token.end()));
                found = token.kind() == Kind.QUOTED && name.find();
            }
        }
        return result.append(text.substring(done)).toString();
    }

    private String value(String name, int line) {
        String value = values.get(name);
        if (value == null) {
            issues.add(SqlIssue.undefinedParameter(line, name));
            return "";
        }
        return value;
    }
}
