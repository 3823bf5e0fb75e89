// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import java.util.Arrays;
import java.util.BitSet;

/** Edges as arrays: for each node, the nodes that it leads to. */
final class Edges {

    private Edges() {}

    /** Turns every edge around; the lists of the result ascend. */
    static int[][] reversed(int[][] edges) {
        int[] sizes = new int[edges.length];
        for (int[] targets : edges) {
            for (int target : targets) {
                sizes[target]++;
            }
        }
        int[][] result = new int[edges.length][];
        for (int node = 0; node < edges.length; node++) {
            result[node] = new int[sizes[node]];
        }
        int[] filled = new int[edges.length];
        for (int node = 0; node < edges.length; node++) {
            for (int target : edges[node]) {
                result[target][filled[target]++] = node;
            }
        }
        return result;
    }

    /** Gives the start and all that can be reached from it along any of the edges. */
    static BitSet reach(BitSet start, int[][]... edges) {
        BitSet reached = (BitSet) start.clone();
        int[] stack = start.stream().toArray();
        int depth = stack.length;
        while (depth > 0) {
            int node = stack[--depth];
            for (int[][] lists : edges) {
                for (int target : lists[node]) {
                    if (!reached.get(target)) {
                        reached.set(target);
                        if (depth == stack.length) {
                            stack = Arrays.copyOf(stack, Math.max(16, depth * 2));
                        }
                        stack[depth++] = target;
                    }
                }
            }
        }
        return reached;
    }

    /** Gives the nodes one edge away from any of the start, those of the start only where an edge leads to them. */
    static BitSet next(BitSet start, int[][]... edges) {
        BitSet result = new BitSet();
        start.stream().forEach(node -> {
            for (int[][] lists : edges) {
                for (int target : lists[node]) {
                    result.set(target);
                }
            }
        });
        return result;
    }
}
