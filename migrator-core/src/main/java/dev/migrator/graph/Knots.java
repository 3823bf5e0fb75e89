// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the knots (strongly connected components) of a graph given by successor lists, and in each the shortest ring
 * through its smallest node. Numbers stand in for revisions, smaller number for smaller id. No recursion: a graph may be
 * a hundred thousand deep.
 */
final class Knots {

    private static final int UNSEEN = -1;

    private final int[][] successors;
    private final int[] index;
    private final int[] low;
    private final int[] knot;
    private final int[] nextEdge;
    /** Knots are disjoint, so that one array serves the searches in all of them. */
    private final int[] cameFrom;

    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private final ArrayDeque<Integer> path = new ArrayDeque<>();
    private final List<Integer> smallestOfTangled = new ArrayList<>();
    private int counter;

    /** Expects each successor list in ascending order. */
    Knots(int[][] successors) {
        this.successors = successors;
        this.index = filled(successors.length, UNSEEN);
        this.low = new int[successors.length];
        this.knot = filled(successors.length, UNSEEN);
        this.nextEdge = new int[successors.length];
        this.cameFrom = filled(successors.length, UNSEEN);
    }

    /** Gives one ring for each knot that has one, ordered by its first and smallest node. */
    List<int[]> rings() {
        for (int node = 0; node < successors.length; node++) {
            if (index[node] == UNSEEN) {
                explore(node);
            }
        }
        List<int[]> rings = new ArrayList<>();
        smallestOfTangled.stream().sorted().forEach(node -> rings.add(shortestRing(node)));
        return rings;
    }

    /** Tarjan's algorithm with the call stack spelled out in {@link #path}. */
    private void explore(int start) {
        enter(start);
        while (!path.isEmpty()) {
            int node = path.peek();
            if (nextEdge[node] < successors[node].length) {
                int successor = successors[node][nextEdge[node]++];
                if (index[successor] == UNSEEN) {
                    enter(successor);
                } else if (knot[successor] == UNSEEN) {
                    low[node] = Math.min(low[node], index[successor]);
                }
            } else {
                leave(path.pop());
            }
        }
    }

    private void enter(int node) {
        index[node] = counter;
        low[node] = counter++;
        open.push(node);
        path.push(node);
    }

    private void leave(int node) {
        if (low[node] == index[node]) {
            int smallest = node;
            int members = 0;
            int member;
            do {
                member = open.pop();
                knot[member] = node;
                smallest = Math.min(smallest, member);
                members++;
            } while (member != node);
            if (members > 1 || Arrays.binarySearch(successors[node], node) >= 0) {
                smallestOfTangled.add(smallest);
            }
        }
        if (!path.isEmpty()) {
            low[path.peek()] = Math.min(low[path.peek()], low[node]);
        }
    }

    /** Breadth first in ascending order, so that of the shortest rings the one with the smallest nodes is met first. */
    private int[] shortestRing(int start) {
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            int node = queue.remove();
            for (int successor : successors[node]) {
                if (successor == start) {
                    return pathTo(node, start);
                }
                if (knot[successor] == knot[start] && cameFrom[successor] == UNSEEN) {
                    cameFrom[successor] = node;
                    queue.add(successor);
                }
            }
        }
        throw new IllegalStateException("a knot without a ring");
    }

    private int[] pathTo(int end, int start) {
        ArrayDeque<Integer> nodes = new ArrayDeque<>();
        for (int node = end; node != start; node = cameFrom[node]) {
            nodes.push(node);
        }
        nodes.push(start);
        return nodes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] filled(int length, int value) {
        int[] array = new int[length];
        Arrays.fill(array, value);
        return array;
    }
}
