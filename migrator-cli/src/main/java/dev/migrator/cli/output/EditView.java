// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Files that were opened in an editor.
 *
 * @param files the files
 */
public record EditView(List<Path> files) implements View {

    @Override
    public void print(Printer out) {
        files.forEach(file -> out.line("edited: " + file));
        if (files.isEmpty()) {
            out.line("base: below every revision");
        }
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("edited", files.stream().map(Path::toString).toList());
    }
}
