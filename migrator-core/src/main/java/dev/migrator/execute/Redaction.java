// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes passwords out of statements that are shown to people. Every other character stays in its place. */
final class Redaction {

    private static final Pattern LITERAL =
            Pattern.compile("(?i)(password\"?\\s*(?:=\\s*)?)(e?'(?:[^'\\\\]|''|\\\\.)*'|\\$(\\w*)\\$.*?\\$\\3\\$)");

    /** Inside a literal, as of {@code dblink} or a subscription. */
    private static final Pattern CONNECTION_STRING = Pattern.compile("(?i)(password=)([^\\s'\"]+)");

    private Redaction() {}

    static String redacted(String sql) {
        return masked(CONNECTION_STRING, masked(LITERAL, sql));
    }

    private static String masked(Pattern pattern, String sql) {
        return pattern.matcher(sql)
                .replaceAll(found ->
                        quoted(found.group(1)) + "*".repeat(found.group(2).length()));
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
