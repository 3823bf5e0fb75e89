// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import java.util.Arrays;

/**
 * The one order of a graph: a stack of ready nodes, the smallest on top; take the top, emit it, push those that it made
 * ready. Branches stay together, and a new leaf never changes the order of what exists.
 */
final class Order {

    private Order() {}

    /**
     * Expects what each node waits for, without repeats; smaller numbers are smaller ids. Leaves out what waits for itself, and
     * what waits for that.
     */
    static int[] of(int[][] predecessors) {
        int[] waitsFor = new int[predecessors.length];
        for (int node = 0; node < predecessors.length; node++) {
            waitsFor[node] = predecessors[node].length;
        }
        int[][] successors = Edges.reversed(predecessors);
        int[] stack = new int[predecessors.length];
        int depth = 0;
        for (int node = predecessors.length - 1; node >= 0; node--) {
            if (waitsFor[node] == 0) {
                stack[depth++] = node;
            }
        }
        int[] order = new int[predecessors.length];
        int emitted = 0;
        while (depth > 0) {
            int node = stack[--depth];
            order[emitted++] = node;
            for (int i = successors[node].length - 1; i >= 0; i--) {
                if (--waitsFor[successors[node][i]] == 0) {
                    stack[depth++] = successors[node][i];
                }
            }
        }
        return emitted == order.length ? order : Arrays.copyOf(order, emitted);
    }
}
