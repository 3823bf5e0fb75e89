// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which statements PostgreSQL refuses inside a transaction (its manual says so with each of them), and which are about
 * transactions themselves.
 */
final class TransactionRules {

    private static final Pattern REINDEX_OPTION =
            Pattern.compile("reindex\\s*\\([^)]*\\bconcurrently\\b(?!\\s+(?:false|off|0))", Pattern.CASE_INSENSITIVE);

    private TransactionRules() {}

    static Optional<String> whyNotInside(SqlStatement statement) {
        List<String> words = statement.words();
        return isOutsideOnly(words) || REINDEX_OPTION.matcher(statement.text()).lookingAt()
                ? Optional.of(String.join(" ", words.subList(0, Math.min(3, words.size()))))
                : Optional.empty();
    }

    static boolean isControl(List<String> words) {
        return switch (word(words, 0)) {
            case "begin", "commit", "end", "abort" -> true;
            case "start" -> word(words, 1).equals("transaction");
            case "prepare" -> word(words, 1).equals("transaction");
            case "rollback" -> !words.contains("to");
            default -> false;
        };
    }

    private static boolean isOutsideOnly(List<String> words) {
        String second = word(words, 1);
        return switch (word(words, 0)) {
            case "vacuum" -> true;
            case "create" ->
                Set.of("database", "tablespace", "subscription").contains(second) || concurrentIndex(words);
            case "drop" -> Set.of("database", "tablespace", "subscription").contains(second) || concurrentIndex(words);
            case "reindex" -> Set.of("schema", "database", "system").contains(second) || words.contains("concurrently");
            case "alter" -> alters(words, second);
            case "discard" -> second.equals("all");
            case "cluster" -> words.size() == 1 || words.equals(List.of("cluster", "verbose"));
            default -> false;
        };
    }

    private static boolean concurrentIndex(List<String> words) {
        int index = words.indexOf("index");
        return index > 0 && index < 3 && word(words, index + 1).equals("concurrently");
    }

    private static boolean alters(List<String> words, String second) {
        return switch (second) {
            case "system" -> true;
            case "database" -> words.contains("tablespace");
            case "subscription" -> words.contains("refresh") || words.contains("publication");
            case "table" -> words.contains("detach") && words.contains("concurrently");
            default -> false;
        };
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
