// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which line of a text a character is on. */
final class Lines {

    private final String text;
    private final int[] starts;

    Lines(String text) {
        this.text = text;
        this.starts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    /** The line of a character, from 1. */
    int of(int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    boolean isFirstOnLine(int position) {
        return text.substring(starts[of(position) - 1], position).isBlank();
    }
}
