// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All settings.
 *
 * @param settings the settings
 * @param problems what is wrong with them, a line or more each
 */
public record ConfigView(List<Row> settings, List<String> problems) implements View {

    /**
     * One setting.
     *
     * @param key its name
     * @param value its value, secrets masked; nothing where it has none
     * @param origin where the value was given; nothing where it is the default
     */
    public record Row(String key, Optional<String> value, Optional<String> origin) {}

    @Override
    public void print(Printer out) {
        Style style = out.style();
        Table table = new Table("");
        for (Row setting : settings) {
            table.row(
                    style.strong(setting.key()),
                    Style.oneLine(setting.value().orElse("")),
                    style.faint(setting.origin().orElse(setting.value().isPresent() ? "default" : "not set")));
        }
        table.print(out);
        problems.forEach(problem -> out.line(style.bad("wrong:") + " " + problem));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("settings", settings.stream().map(ConfigView::shape).toList());
        document.put("problems", problems);
        return document;
    }

    private static Map<String, @Nullable Object> shape(Row setting) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("key", setting.key());
        shape.put("value", setting.value().orElse(null));
        shape.put("origin", setting.origin().orElse(null));
        return shape;
    }
}
