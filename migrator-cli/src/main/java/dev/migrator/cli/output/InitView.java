// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project that was begun.
 *
 * @param settings its file of settings
 * @param folder its folder for migrations
 */
public record InitView(Path settings, Path folder) implements View {

    @Override
    public void print(Printer out) {
        out.line("written: " + settings);
        out.line("written: " + folder);
        out.line("Next: migrator revision -m \"create users\", say in the file what it does, then migrator upgrade.");
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("settings", settings.toString());
        shape.put("folder", folder.toString());
        return Map.of("init", shape);
    }
}
