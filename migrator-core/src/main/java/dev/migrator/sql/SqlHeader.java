// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Kind;
import dev.migrator.revision.Phase;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.RevisionDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the comment lines at the top of a script say. Not thread-safe while it is filled. */
final class SqlHeader {

    /** The one key that may stand there several times. */
    private static final String PRECONDITION = "precondition";

    private static final String PROFILES = "profiles";

    private static final Set<String> LISTS =
            Set.of("downRevision", "dependsOn", "branchLabels", "replaces", PROFILES, "after");

    private static final List<String> OF_ALL = List.of("message", "author", "parameters");

    private static final Map<Kind, List<String>> OF_KIND = Map.of(
            Kind.REVISION,
            List.of(
                    "downRevision",
                    "dependsOn",
                    "branchLabels",
                    "replaces",
                    "phase",
                    PRECONDITION,
                    "transactional",
                    "rerunnable"),
            Kind.REPEATABLE,
            List.of("dependsOn", "transactional"),
            Kind.SEED,
            List.of("dependsOn", PROFILES, "after"),
            Kind.HOOK,
            List.of("transactional"));

    /** In the order in which messages list them. */
    static final List<String> KEYS = List.of(
            "revision",
            "downRevision",
            "dependsOn",
            "branchLabels",
            "replaces",
            "repeatable",
            "seed",
            PROFILES,
            "after",
            "phase",
            PRECONDITION,
            "message",
            "author",
            "transactional",
            "rerunnable",
            "parameters");

    private static final Set<String> SECTIONS = Set.of("upgrade", "downgrade", "apply", "remove");

    private static final Set<String> BOOLEANS = Set.of("transactional", "rerunnable", "parameters");

    /** Where the sections begin; in a script without, the first line that is no comment. */
    private static final Pattern SECTION =
            Pattern.compile("^[ \\t]*--\\s*migrator:\\s*(?:upgrade|apply)\\b", Pattern.MULTILINE);

    private static final Pattern STATEMENT = Pattern.compile("^[ \\t]*(?!--)[^\\s]", Pattern.MULTILINE);
    private static final Pattern LINE =
            Pattern.compile("^[ \\t]*--\\s*migrator:\\s*(?!(?:downgrade|remove)\\b).*\\n", Pattern.MULTILINE);

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Precondition> preconditions = new ArrayList<>();

    /** Gives the text of a script without the lines of its header. */
    static String without(String script) {
        int sections = Stream.of(SECTION, STATEMENT)
                .flatMap(beginning -> beginning.matcher(script).results().limit(1))
                .mapToInt(MatchResult::start)
                .findFirst()
                .orElse(0);
        return LINE.matcher(script.substring(0, sections)).replaceAll("") + script.substring(sections);
    }

    List<SqlIssue> take(SqlPiece.Directive said) {
        List<SqlIssue> issues = new ArrayList<>();
        if (SECTIONS.contains(said.key()) && kind().isPresent()) {
            issues.add(SqlIssue.sectionOfAnotherKind(said.line(), said.key(), kind().get()));
        } else if (!KEYS.contains(said.key())) {
            issues.add(SqlIssue.unknownKey(said.line(), said.key()));
        } else if (said.value().isEmpty()
                || (LISTS.contains(said.key()) && namesIn(said.value()).isEmpty())) {
            issues.add(SqlIssue.noValue(said.line(), said.key()));
        } else if (BOOLEANS.contains(said.key()) && !Set.of("true", "false").contains(said.value())) {
            issues.add(SqlIssue.notBoolean(said.line(), said.key()));
        } else if (said.key().equals("phase") && phase(said.value()).isEmpty()) {
            issues.add(SqlIssue.noPhase(said.line(), said.value()));
        } else if (said.key().equals(PRECONDITION)) {
            values.putIfAbsent(said.key(), said.value());
            PreconditionText.parse(said.value(), said.line()).fold(preconditions::add, issues::addAll);
        } else if (said.key().equals(PROFILES) && wrongProfile(said.value()).isPresent()) {
            issues.add(
                    SqlIssue.noProfile(said.line(), wrongProfile(said.value()).get()));
        } else if (values.putIfAbsent(said.key(), said.value()) != null) {
            issues.add(SqlIssue.repeatedKey(said.line(), said.key()));
        }
        lines.putIfAbsent(said.key(), said.line());
        return issues;
    }

    /** What it makes of the script; nothing where it does not say. */
    Optional<Kind> kind() {
        return Kind.ofCode().stream().filter(kind -> has(kind.label())).findFirst();
    }

    /** What does not go with the kind. */
    List<SqlIssue> misplaced(Kind kind) {
        return values.keySet().stream()
                .filter(key -> !key.equals(kind.label()) && !of(kind).contains(key))
                .map(key -> SqlIssue.ofAnotherKind(line(key), key, kind))
                .sorted(Comparator.comparing(SqlIssue::line))
                .toList();
    }

    /** What the header of a kind may say, but for its name. */
    static List<String> of(Kind kind) {
        return Stream.concat(OF_ALL.stream(), Objects.requireNonNull(OF_KIND.get(kind)).stream())
                .toList();
    }

    /** The line of a key, or else the first of the script. */
    int line(String key) {
        return lines.getOrDefault(key, 1);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        return Objects.requireNonNullElse(values.get(key), "");
    }

    Phase phase() {
        return phase(text("phase")).orElse(Phase.EXPAND);
    }

    private static Optional<Phase> phase(String label) {
        return Stream.of(Phase.values())
                .filter(phase -> phase.label().equals(label))
                .findFirst();
    }

    List<Precondition> preconditions() {
        return preconditions;
    }

    /** Names, separated by commas or white space. */
    List<String> names(String key) {
        return namesIn(text(key));
    }

    private static List<String> namesIn(String value) {
        return Stream.of(value.split("[,\\s]+")).filter(name -> !name.isEmpty()).toList();
    }

    private static Optional<String> wrongProfile(String value) {
        return namesIn(value).stream()
                .filter(name -> !RevisionDescriptor.isLegalProfile(name))
                .findFirst();
    }

    boolean flag(String key, boolean otherwise) {
        return has(key) ? Boolean.parseBoolean(text(key)) : otherwise;
    }
}
