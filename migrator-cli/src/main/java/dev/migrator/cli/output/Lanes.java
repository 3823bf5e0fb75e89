// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Draws a graph from its newest revision to its oldest, a row each: a lane leads from each revision down to each of its
 * parents. Lanes stand in the even columns of characters ; what crosses over to another lane does so in the rows
 * between, through the odd columns, one crossing after the other. Lanes beyond the widest are only hinted at. Not
 * thread-safe.
 *
 * <pre>
 * *      a merge
 * |\
 * | *    one side
 * * |    the other
 * |/
 * *      where they part
 * </pre>
 */
final class Lanes {

    /** So many lanes leave a half of 80 characters to the text. */
    static final int WIDEST = 19;

    private static final char MORE = '>';

    /** What each lane leads to; nothing where it is free. No two lead to the same. */
    private final List<@Nullable RevisionId> lanes = new ArrayList<>();

    /** The lane that the last revision was the end of: what begins right below it would seem to belong to it. */
    private int ended = -1;

    /**
     * One revision drawn.
     *
     * @param above the rows above it
     * @param node the row of the revision itself, which its text may follow
     * @param below the rows below it
     */
    record Drawn(List<String> above, String node, List<String> below) {}

    /** Draws the next revision; all of its children that are shown have been drawn before. */
    Drawn next(RevisionId id, List<RevisionId> parents) {
        boolean begins = !lanes.contains(id);
        int lane = begins ? free(0) : lanes.indexOf(id);
        List<String> above = begins && lane == ended ? List.of(text(straight(0))) : List.of();
        occupy(lane, id);
        String node = node(lane);
        lanes.set(lane, null);
        List<RevisionId> waiting = new ArrayList<>(parents);
        waiting.removeIf(lanes::contains);
        OptionalInt pulled = OptionalInt.empty();
        if (waiting.isEmpty()) {
            pulled = parents.stream()
                    .mapToInt(lanes::indexOf)
                    .filter(other -> other > lane)
                    .findFirst();
            pulled.ifPresent(other -> lanes.set(lane, lanes.get(other)));
        } else {
            lanes.set(lane, waiting.remove(0));
        }
        List<String> below = links(lane, crossings(lane, parents, waiting));
        pulled.ifPresent(other -> pull(other, lane, below));
        ended = parents.isEmpty() ? lane : -1;
        while (!lanes.isEmpty() && lanes.get(lanes.size() - 1) == null) {
            lanes.remove(lanes.size() - 1);
        }
        return new Drawn(above, node, below);
    }

    /** Where a revision's lane leads besides straight on, the farthest first, so that no new lane crosses another. */
    private Map<Integer, RevisionId> crossings(int lane, List<RevisionId> parents, List<RevisionId> waiting) {
        Map<Integer, RevisionId> crossings = new TreeMap<>(
                Comparator.<Integer>comparingInt(to -> -Math.abs(to - lane)).thenComparing(Comparator.naturalOrder()));
        for (RevisionId parent : parents) {
            if (lanes.contains(parent) && !parent.equals(lanes.get(lane))) {
                crossings.put(lanes.indexOf(parent), parent);
            }
        }
        waiting.forEach(parent -> crossings.put(freeBeside(lane, crossings), parent));
        return crossings;
    }

    private List<String> links(int lane, Map<Integer, RevisionId> crossings) {
        List<String> rows = new ArrayList<>();
        int left = crossings.size();
        for (Map.Entry<Integer, RevisionId> crossing : crossings.entrySet()) {
            left--;
            cross(lane, crossing.getKey(), left > 0 || lanes.get(lane) != null, rows);
            occupy(crossing.getKey(), crossing.getValue());
        }
        return rows;
    }

    /** Where two lanes lead to the same, they become one, on the left. */
    private void pull(int from, int to, List<String> rows) {
        cross(from, to, false, rows);
        lanes.set(from, null);
    }

    /** One row for the next lane, two for one farther away: out of the lane and along, then into the other. */
    private void cross(int from, int to, boolean goesOn, List<String> rows) {
        int step = to > from ? 1 : -1;
        char slant = to > from ? '\\' : '/';
        char[] out = straight(to);
        mark(out, 2 * from, goesOn ? '|' : ' ');
        char[] in = out.clone();
        mark(out, 2 * from + step, slant);
        rows.add(text(out));
        if (Math.abs(to - from) > 1) {
            for (int along = 2 * (from + step); along != 2 * to - step; along += step) {
                mark(out, along, along < out.length && out[along] == '|' ? '|' : '_');
            }
            rows.set(rows.size() - 1, text(out));
            mark(in, 2 * to - step, slant);
            rows.add(text(in));
        }
        rows.removeIf(row -> row.matches("[| >]*"));
    }

    private String node(int lane) {
        char[] row = straight(0);
        mark(row, 2 * lane, '*');
        return text(row) + (lane < WIDEST ? "" : "*");
    }

    /** The lanes as they stand, with room up to one of them. */
    private char[] straight(int atLeast) {
        int shown = Math.min(Math.max(lanes.size(), atLeast + 1), WIDEST);
        char[] row = " ".repeat(2 * shown).toCharArray();
        for (int lane = 0; lane < Math.min(shown, lanes.size()); lane++) {
            row[2 * lane] = lanes.get(lane) == null ? ' ' : '|';
        }
        return row;
    }

    private static void mark(char[] row, int column, char character) {
        if (column < row.length) {
            row[column] = character;
        }
    }

    private String text(char[] row) {
        return lanes.size() > WIDEST ? new String(row) + MORE : new String(row).stripTrailing();
    }

    private int free(int from) {
        for (int lane = from; lane < lanes.size(); lane++) {
            if (lanes.get(lane) == null) {
                return lane;
            }
        }
        return Math.max(from, lanes.size());
    }

    private int freeBeside(int lane, Map<Integer, RevisionId> taken) {
        int candidate = free(lane + 1);
        while (taken.containsKey(candidate)) {
            candidate = free(candidate + 1);
        }
        return candidate;
    }

    private void occupy(int lane, RevisionId id) {
        while (lanes.size() <= lane) {
            lanes.add(null);
        }
        lanes.set(lane, id);
    }
}
