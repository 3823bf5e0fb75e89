// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.util.List;

/**
 * Where some values lie.
 *
 * @param median the one in the middle, or halfway between the two
 * @param least the least
 * @param most the most
 */
record Spread(double median, double least, double most) {

    /** Of one value or more. */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(size - 1));
    }
}
