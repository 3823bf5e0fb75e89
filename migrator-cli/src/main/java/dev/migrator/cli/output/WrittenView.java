// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Files that were written.
 *
 * @param files the files
 */
public record WrittenView(List<Path> files) implements View {

    /** Copies the list. */
    public WrittenView {
        files = List.copyOf(files);
    }

    @Override
    public void print(Printer out) {
        files.forEach(file -> out.line("written: " + file));
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("written", files.stream().map(Path::toString).toList());
    }
}
