// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what somebody probably meant. */
public final class Nearest {

    /** Where more are equally near, none of them is a better guess than all the others. */
    private static final int MOST_NAMES = 3;

    private Nearest() {}

    /**
     * Gives the closest of some words that each mean something, where any is close enough to be worth a question.
     *
     * @param typed what was typed
     * @param words what there is
     */
    public static Optional<String> to(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> plain(typed, word) <= Math.max(2, word.length() / 3) || begins(typed, word))
                .min(Comparator.comparingInt((String word) -> plain(typed, word))
                        .thenComparing(word -> word));
    }

    /**
     * Gives the names from which what was typed is a slip or two of the fingers away, be it as their beginning; names may
     * be random, and near to each other by chance.
     *
     * @param typed what was typed
     * @param names what there is
     * @return the nearest by name, none where there are many; those that differ in capitals alone, where there are any
     */
    public static List<String> names(String typed, Stream<String> names) {
        record Slip(String name, int edits) {}
        List<String> all = names.distinct().toList();
        List<String> same =
                all.stream().filter(typed::equalsIgnoreCase).sorted().toList();
        if (!same.isEmpty()) {
            return same;
        }
        List<Slip> slips = all.stream()
                .map(name -> new Slip(name, slips(typed, name)))
                .filter(slip -> slip.edits() <= Math.max(1, typed.length() / 5))
                .sorted(Comparator.comparingInt(Slip::edits).thenComparing(Slip::name))
                .toList();
        List<String> nearest = slips.stream()
                .filter(slip -> slip.edits() == slips.get(0).edits())
                .map(Slip::name)
                .toList();
        return nearest.size() > MOST_NAMES ? List.of() : nearest;
    }

    private static int slips(String typed, String name) {
        int whole = plain(typed, name);
        return name.length() <= typed.length()
                ? whole
                : Math.min(whole, plain(typed, name.substring(0, typed.length())));
    }

    /** Less than this many letters begin many a word. */
    private static boolean begins(String typed, String word) {
        return typed.length() >= 3 && word.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
    }

    /** Who typed in capitals meant the same. */
    private static int plain(String typed, String word) {
        return edits(typed.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
    }

    /** Counts the letters to put in, take out or change; two that changed places are one. */
    public static int edits(String from, String to) {
        int[][] least = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : leastAt(i, j, from, to, least);
            }
        }
        return least[from.length()][to.length()];
    }

    private static int leastAt(int i, int j, String from, String to, int[][] least) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int one = Math.min(least[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(one, least[i - 2][j - 2] + 1) : one;
    }
}
