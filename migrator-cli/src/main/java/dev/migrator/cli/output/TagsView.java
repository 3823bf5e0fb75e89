// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Tag;
import dev.migrator.revision.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a database.
 *
 * @param tags the tags, by name
 */
public record TagsView(List<Tag> tags) implements View {

    /** Copies the list. */
    public TagsView {
        tags = List.copyOf(tags);
    }

    @Override
    public void print(Printer out) {
        Style style = out.style();
        Table table = new Table("");
        for (Tag tag : tags) {
            table.row(
                    style.label(tag.name().value()),
                    "at " + HistoryView.ids(style, tag.heads()) + (tag.here() ? " " + style.strong("(current)") : ""),
                    "since " + tag.at() + " by " + Style.oneLine(tag.by()));
        }
        table.print(out);
        printClashes(out, tags);
        if (tags.isEmpty()) {
            out.line("no tags");
        }
    }

    /** Prints them below what is in the code. */
    static void print(Printer out, List<Tag> tags) {
        Style style = out.style();
        Table table = new Table("");
        for (Tag tag : tags) {
            table.row(
                    tag.here() ? style.good("here") : style.faint("elsewhere"),
                    "tag " + style.label(tag.name().value()),
                    "at " + HistoryView.ids(style, tag.heads()));
        }
        table.print(out);
        printClashes(out, tags);
    }

    private static void printClashes(Printer out, List<Tag> tags) {
        tags.forEach(tag -> tag.clash()
                .ifPresent(where -> out.line(out.style().bad("ambiguous: ") + tag.name() + " is a tag, and in the code "
                        + Style.oneLine(where)
                        + "; give that another name, or take the tag away: migrator tag --delete "
                        + tag.name())));
    }

    /** The names of those that mark a revision, in parentheses, a space before. */
    static String marks(Style style, List<Tag> tags, RevisionId id) {
        String names = tags.stream()
                .filter(tag -> tag.heads().contains(id))
                .map(tag -> tag.name().value())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " " + style.label("(tag " + names + ")");
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("tags", shapes(tags));
    }

    static List<Map<String, @Nullable Object>> shapes(List<Tag> tags) {
        return tags.stream().map(TagsView::shape).toList();
    }

    private static Map<String, @Nullable Object> shape(Tag tag) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("name", tag.name().value());
        shape.put("heads", Shapes.ids(tag.heads()));
        shape.put("current", tag.here());
        shape.put("clash", tag.clash().orElse(null));
        shape.put("at", tag.at());
        shape.put("by", tag.by());
        return shape;
    }
}
