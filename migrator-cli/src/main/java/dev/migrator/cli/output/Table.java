// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Aligns columns; colours take no room. Not thread-safe. */
final class Table {

    private static final String GAP = "  ";

    private final String indent;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String indent) {
        this.indent = indent;
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print(Printer out) {
        int[] widths = widths();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell);
                if (column < row.size() - 1) {
                    line.append(" ".repeat(widths[column] - Style.width(cell))).append(GAP);
                }
            }
            out.line(line.toString());
        }
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], Style.width(row.get(column)));
            }
        }
        return widths;
    }
}
