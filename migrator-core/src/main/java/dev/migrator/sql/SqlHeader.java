// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the comment lines at the top of a script say. Not thread-safe while it is filled. */
final class SqlHeader {

    static final List<String> KEYS = List.of(
            "revision",
            "downRevision",
            "dependsOn",
            "branchLabels",
            "replaces",
            "message",
            "author",
            "transactional",
            "rerunnable",
            "parameters");

    private static final Set<String> BOOLEANS = Set.of("transactional", "rerunnable", "parameters");

    private static final Pattern SECTION = Pattern.compile("^[ \\t]*--\\s*migrator:\\s*upgrade\\b", Pattern.MULTILINE);
    private static final Pattern LINE =
            Pattern.compile("^[ \\t]*--\\s*migrator:\\s*(?!downgrade\\b).*\\n", Pattern.MULTILINE);

    private final Map<String, String> values = new HashMap<>();

    /** Gives the text of a script without the lines of its header. */
    static String without(String script) {
        int sections = SECTION.matcher(script)
                .results()
                .mapToInt(MatchResult::start)
                .findFirst()
                .orElse(0);
        return LINE.matcher(script.substring(0, sections)).replaceAll("") + script.substring(sections);
    }

    List<SqlIssue> take(SqlPiece.Directive said) {
        List<SqlIssue> issues = new ArrayList<>();
        if (!KEYS.contains(said.key())) {
            issues.add(SqlIssue.unknownKey(said.line(), said.key()));
        } else if (said.value().isEmpty()) {
            issues.add(SqlIssue.noValue(said.line(), said.key()));
        } else if (BOOLEANS.contains(said.key()) && !Set.of("true", "false").contains(said.value())) {
            issues.add(SqlIssue.notBoolean(said.line(), said.key()));
        } else if (values.putIfAbsent(said.key(), said.value()) != null) {
            issues.add(SqlIssue.repeatedKey(said.line(), said.key()));
        }
        return issues;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        return Objects.requireNonNullElse(values.get(key), "");
    }

    /** Names, separated by commas or white space. */
    List<String> names(String key) {
        return Stream.of(text(key).split("[,\\s]+"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean flag(String key, boolean otherwise) {
        return has(key) ? Boolean.parseBoolean(text(key)) : otherwise;
    }
}
