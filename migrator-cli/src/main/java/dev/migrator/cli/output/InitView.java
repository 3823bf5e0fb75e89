// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project that was begun.
 *
 * @param settings its file of settings
 * @param folder its folder for migrations
 * @param written all that was written, in order
 * @param advice what else has to be done, a line each
 * @param next how to go on
 */
public record InitView(Path settings, Path folder, List<Path> written, List<String> advice, String next)
        implements View {

    @Override
    public void print(Printer out) {
        written.forEach(path -> out.line("written: " + path));
        advice.forEach(out::line);
        out.line("Next: " + next);
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("settings", settings.toString());
        shape.put("folder", folder.toString());
        shape.put("written", written.stream().map(Path::toString).toList());
        shape.put("advice", advice);
        return Map.of("init", shape);
    }
}
