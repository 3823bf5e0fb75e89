// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with places such as <code>${message}</code>; <code>$${</code> stands for <code>${</code> itself.
 *
 * @param origin what it is, for messages: a file or a setting
 * @param text the text
 */
record Template(String origin, String text) {

    private static final Pattern PLACE = Pattern.compile("\\$\\$\\{|\\$\\{([^}\\n]*)}?");

    /** Whether a name has a place in it. */
    boolean mentions(String name) {
        return PLACE.matcher(text).results().anyMatch(place -> name.equals(place.group(1)));
    }

    /** Gives what is wrong with it: names that nobody knows, and those that it cannot do without. */
    List<Problem> problems(Set<String> known, Set<String> needed) {
        List<Problem> problems = new ArrayList<>();
        PLACE.matcher(text)
                .results()
                .filter(place -> place.group(1) != null && !known.contains(place.group(1)))
                .map(place -> DraftIssue.unknownPlace(at(place.start()), place.group(1), new TreeSet<>(known)))
                .forEach(problems::add);
        needed.stream()
                .filter(name -> !mentions(name))
                .map(name -> DraftIssue.noPlace(origin, name))
                .forEach(problems::add);
        return problems;
    }

    /** Puts values into the places. */
    Checked<String, Problem> fill(Map<String, String> values, Set<String> needed) {
        List<Problem> problems = problems(values.keySet(), needed);
        return problems.isEmpty()
                ? Checked.sound(PLACE.matcher(text)
                        .replaceAll(place -> Matcher.quoteReplacement(
                                place.group(1) == null ? "${" : values.getOrDefault(place.group(1), ""))))
                : new Checked.Unsound<>(problems);
    }

    private String at(int offset) {
        long line = Stream.of(text.substring(0, offset).split("\n", -1)).count();
        return text.contains("\n") ? origin + ":" + line : origin;
    }
}
