// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.KeptStatement;
import dev.migrator.revision.SentStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a database.
 *
 * @param entries what happened, the newest first
 * @param statements what was sent for them, in order; nothing where that is not asked for
 */
public record LogView(List<HistoryEntry> entries, Optional<List<KeptStatement>> statements) implements View {

    private static final int SHORT_ID = 8;

    /** What needs no word to be understood. */
    private static final Set<String> OF_REVISIONS = Set.of("revision", "run");

    /** Copies the list. */
    public LogView {
        entries = List.copyOf(entries);
        statements = statements.map(List::copyOf);
    }

    /** Without what was sent. */
    public static LogView of(List<HistoryEntry> entries) {
        return new LogView(entries, Optional.empty());
    }

    /** With what was sent. */
    public static LogView with(List<HistoryEntry> entries, List<KeptStatement> statements) {
        return new LogView(entries, Optional.of(statements));
    }

    @Override
    public void print(Printer out) {
        if (entries.isEmpty()) {
            out.line("nothing in the history");
            return;
        }
        Map<Long, List<KeptStatement>> sent = byEntry();
        for (HistoryEntry entry : entries) {
            print(out, entry);
            sent.getOrDefault(entry.id(), List.of()).forEach(each -> print(out, entry, each));
        }
        if (statements.filter(List::isEmpty).isPresent()) {
            out.line("no statements are kept of this; the setting audit says what later runs keep");
        }
    }

    private Map<Long, List<KeptStatement>> byEntry() {
        return statements.orElse(List.of()).stream().collect(Collectors.groupingBy(KeptStatement::entry));
    }

    /** A plan in one transaction fails as a whole, in the entry of one of its revisions. */
    private static void print(Printer out, HistoryEntry entry, KeptStatement kept) {
        SentStatement statement = kept.statement();
        String whose = kept.subject().equals(entry.subject()) ? "" : out.style().id(kept.subject()) + "  ";
        String number = "    " + statement.ordinal() + "  ";
        List<String> lines = statement.sql().lines().map(Style::oneLine).toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            out.line((i == 0 ? number + whose : " ".repeat(number.length()))
                    + lines.get(i)
                    + (last ? "  " + out.style().faint(Steps.figures(statement)) : ""));
        }
        if (!statement.bound().isEmpty()) {
            out.line(" ".repeat(number.length()) + "with " + Style.oneLine(String.join(", ", statement.bound())));
        }
    }

    private static void print(Printer out, HistoryEntry entry) {
        Style style = out.style();
        String figures = entry.outcome().equals("started")
                ? ""
                : "  (" + RunView.time(entry.time()) + ", " + Steps.count(entry.statements(), "statement") + ")";
        String kind = OF_REVISIONS.contains(entry.kind()) ? "" : Style.oneLine(entry.kind()) + " ";
        out.line(entry.at() + "  " + Style.oneLine(entry.operation()) + " " + outcome(style, entry.outcome()) + "  "
                + kind + style.id(entry.subject()) + figures);
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
        Map<Long, List<KeptStatement>> sent = byEntry();
        List<Map<String, @Nullable Object>> log = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            Map<String, @Nullable Object> shape = shape(entry);
            if (statements.isPresent()) {
                shape.put(
                        "sent",
                        sent.getOrDefault(entry.id(), List.of()).stream()
                                .map(LogView::shape)
                                .toList());
            }
            log.add(shape);
        }
        return Map.of("log", log);
    }

    private static Map<String, @Nullable Object> shape(KeptStatement kept) {
        SentStatement statement = kept.statement();
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", kept.id());
        shape.put("revision", kept.subject());
        shape.put("ordinal", statement.ordinal());
        shape.put("statement", statement.sql());
        shape.put("bound", statement.bound());
        shape.put("rows", statement.rows().isPresent() ? statement.rows().getAsLong() : null);
        shape.put("microseconds", TimeUnit.NANOSECONDS.toMicros(statement.time().toNanos()));
        shape.put("sqlstate", statement.error());
        return shape;
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
