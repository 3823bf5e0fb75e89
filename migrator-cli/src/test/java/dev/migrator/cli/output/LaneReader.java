// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Follows the lanes of a drawing with a finger, as a person would, and notes which revision each leads to. */
final class LaneReader {

    private final TreeMap<Integer, Set<String>> lanes = new TreeMap<>();
    private final TreeSet<String> edges = new TreeSet<>();
    private Set<String> underWay = Set.of();
    private int reached;
    private int direction;

    TreeSet<String> edges() {
        return edges;
    }

    void row(String row) {
        int node = row.indexOf('*');
        if (node >= 0) {
            arrive();
            String name = row.substring(row.lastIndexOf(' ') + 1);
            lanes.getOrDefault(node, Set.of()).forEach(child -> edges.add(child + "->" + name));
            lanes.put(node, Set.of(name));
            String drawn = row.substring(0, row.lastIndexOf(' '));
            lanes.keySet().removeIf(lane -> at(drawn, lane) == ' ');
            return;
        }
        lanes.keySet().removeIf(lane -> at(row, lane) == ' ' && !leaves(row, lane));
        if (!row.matches(".*[/\\\\].*")) {
            return;
        }
        int slant = Math.max(row.indexOf('/'), row.indexOf('\\'));
        int step = at(row, slant) == '/' ? -1 : 1;
        int end = slant;
        while (at(row, end + 2 * step) == '_') {
            end += 2 * step;
        }
        boolean continues = !underWay.isEmpty() && step == direction && slant == reached + 2 * step;
        if (!continues) {
            arrive();
            underWay = Set.copyOf(lanes.getOrDefault(slant - step, Set.of()));
        }
        reached = end;
        direction = step;
        lanes.keySet().removeIf(lane -> at(row, lane) == ' ');
    }

    /** What is under way comes to the lane that its last slant leans on. */
    private void arrive() {
        if (!underWay.isEmpty()) {
            Set<String> joined = new TreeSet<>(lanes.getOrDefault(reached + direction, Set.of()));
            joined.addAll(underWay);
            lanes.put(reached + direction, joined);
        }
        underWay = Set.of();
    }

    private static char at(String row, int column) {
        return column >= 0 && column < row.length() ? row.charAt(column) : ' ';
    }

    private static boolean leaves(String row, int lane) {
        return at(row, lane - 1) == '/' || at(row, lane + 1) == '\\';
    }
}
