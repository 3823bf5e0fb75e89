// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of a message in plain ASCII letters and digits, from which files are named.
 *
 * @param words the words, none of them empty
 */
record Slug(List<String> words) {

    private static final int LONGEST_CLASS = 60;
    private static final int LONGEST_FILE = 40;

    /** Latin letters that are no letter with a mark, so that Unicode does not take them apart. */
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("ß", "ss"),
            Map.entry("ẞ", "SS"),
            Map.entry("æ", "ae"),
            Map.entry("Æ", "Ae"),
            Map.entry("œ", "oe"),
            Map.entry("Œ", "Oe"),
            Map.entry("ø", "o"),
            Map.entry("Ø", "O"),
            Map.entry("đ", "d"),
            Map.entry("Đ", "D"),
            Map.entry("ð", "d"),
            Map.entry("Ð", "D"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("þ", "th"),
            Map.entry("Þ", "Th"),
            Map.entry("ı", "i"));

    static Slug of(String message) {
        String apart = Normalizer.normalize(message, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        String plain = apart.codePoints()
                .mapToObj(Character::toString)
                .map(letter -> LETTERS.getOrDefault(letter, letter))
                .collect(Collectors.joining());
        return new Slug(Stream.of(plain.split("[^A-Za-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** As in the name of a class: {@code AddUserStatus}; empty where there are no words. */
    String camel() {
        return shortened("", LONGEST_CLASS, word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }

    /** As in the name of a file: {@code add_user_status}; empty where there are no words. */
    String snake() {
        return shortened("_", LONGEST_FILE, word -> word.toLowerCase(Locale.ROOT));
    }

    private String shortened(String separator, int longest, UnaryOperator<String> form) {
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            String part = (name.isEmpty() ? "" : separator) + form.apply(word);
            if (name.length() + part.length() > longest) {
                return name.isEmpty() ? part.substring(0, longest) : name.toString();
            }
            name.append(part);
        }
        return name.toString();
    }
}
