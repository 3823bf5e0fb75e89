// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line that shows what a verb is for.
 *
 * @param command the command line, as one types it
 * @param purpose what it is for
 */
public record Example(String command, String purpose) {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /**
     * Gives those of a verb, none for one that help does not tell of.
     *
     * @param verb its name; empty text for the program
     */
    public static List<Example> of(String verb) {
        List<Example> examples = new ArrayList<>();
        String name = verb.isEmpty() ? "migrator" : verb.replace(' ', '-');
        List<String> lines = Texts.find("examples/" + name + ".txt").lines().toList();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            examples.add(new Example(lines.get(i), lines.get(i + 1).strip()));
        }
        return examples;
    }

    /** Gives the words of the command line behind the program's name, as a shell takes them apart. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words.subList(1, words.size());
    }
}
