// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.revision.HistoryEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a database.
 *
 * @param entries what happened, the newest first
 */
public record LogView(List<HistoryEntry> entries) implements View {

    private static final int SHORT_ID = 8;

    /** Copies the list. */
    public LogView {
        entries = List.copyOf(entries);
    }

    @Override
    public void print(Printer out) {
        if (entries.isEmpty()) {
            out.line("nothing in the history");
            return;
        }
        for (HistoryEntry entry : entries) {
            print(out, entry);
        }
    }

    private static void print(Printer out, HistoryEntry entry) {
        Style style = out.style();
        String figures = entry.outcome().equals("started")
                ? ""
                : "  (" + RunView.time(entry.time()) + ", " + Steps.count(entry.statements(), "statement") + ")";
        out.line(entry.at() + "  " + Style.oneLine(entry.operation()) + " " + outcome(style, entry.outcome()) + "  "
                + style.id(entry.subject()) + figures);
        out.line(
                "  run " + entry.run().toString().substring(0, SHORT_ID) + ", " + Style.oneLine(entry.osUser()) + " on "
                        + Style.oneLine(entry.host()) + " as " + Style.oneLine(entry.dbUser()) + ", migrator "
                        + Style.oneLine(entry.toolVersion())
                        + (entry.applicationVersion().isEmpty()
                                ? ""
                                : ", application " + Style.oneLine(entry.applicationVersion())));
        if (!entry.error().isEmpty()) {
            out.line("  error: " + Style.oneLine(entry.error()));
        }
        if (!entry.note().isEmpty()) {
            out.line("  note: " + Style.oneLine(entry.note()));
        }
    }

    private static String outcome(Style style, String outcome) {
        return switch (outcome) {
            case "done" -> style.good(outcome);
            case "failed" -> style.bad(outcome);
            default -> style.warning(Style.oneLine(outcome));
        };
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("log", entries.stream().map(LogView::shape).toList());
    }

    private static Map<String, @Nullable Object> shape(HistoryEntry entry) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", entry.id());
        shape.put("run", entry.run().toString());
        shape.put("kind", entry.kind());
        shape.put("subject", entry.subject());
        shape.put("operation", entry.operation());
        shape.put("outcome", entry.outcome());
        shape.put("at", entry.at());
        shape.put("milliseconds", entry.time().toMillis());
        shape.put("statements", entry.statements());
        shape.put("dbUser", entry.dbUser());
        shape.put("osUser", entry.osUser());
        shape.put("host", entry.host());
        shape.put("toolVersion", entry.toolVersion());
        shape.put("applicationVersion", entry.applicationVersion());
        shape.put("error", entry.error());
        shape.put("note", entry.note());
        return shape;
    }
}
