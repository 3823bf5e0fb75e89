// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Nearest {

    private Nearest() {}

    /** Gives the closest of some words, where any is close enough to be worth a question. */
    static Optional<String> to(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> edits(typed, word) <= Math.max(2, word.length() / 2))
                .min(Comparator.comparingInt((String word) -> edits(typed, word))
                        .thenComparing(word -> word));
    }

    /** Counts the letters to put in, take out or change; two that changed places are one. */
    static int edits(String from, String to) {
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
        boolean swapped = i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(one, least[i - 2][j - 2] + 1) : one;
    }
}
