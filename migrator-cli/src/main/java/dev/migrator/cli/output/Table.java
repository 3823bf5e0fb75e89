// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Aligns columns; colours take no room. Not thread-safe. */
final class Table {

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
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
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell);
                if (column < row.size() - 1) {
                    line.append(" ".repeat(width(column) - width(cell))).append(GAP);
                }
            }
            out.line(line.toString());
        }
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> width(row.get(column)))
                .max()
                .orElse(0);
    }

    private static int width(String cell) {
        String bare = COLOUR.matcher(cell).replaceAll("");
        return bare.codePointCount(0, bare.length());
    }
}
