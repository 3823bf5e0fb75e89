// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.draft.Parting;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The heads, and whether each line has but one.
 *
 * @param heads the real heads
 * @param partings those that should be one
 * @param file gives the file of a revision
 */
public record HeadsCheckView(HeadsView heads, List<Parting> partings, Function<RevisionDescriptor, String> file)
        implements Check {

    @Override
    public boolean passed() {
        return partings.isEmpty();
    }

    @Override
    public void print(Printer out) {
        Style style = out.style();
        heads.print(out);
        if (passed()) {
            out.line(style.good("check passed") + ": there are no heads to join");
        }
        for (Parting parting : partings) {
            out.line(style.bad("check failed") + ": " + parting.heads().size() + " heads where one is expected"
                    + (parting.labels().isEmpty()
                            ? ""
                            : ", all on " + style.label(String.join(", ", parting.labels()))));
            Table files = new Table("  ");
            parting.heads().forEach(head -> files.row(style.id(head), fileOf(head)));
            files.print(out);
            out.line("join them: " + merge(parting));
            List<String> rebases = rebases(parting);
            for (int i = 0; i < rebases.size(); i++) {
                out.line((i == 0 ? "or put them on one line: " : "                    then: ") + rebases.get(i));
            }
        }
    }

    private String fileOf(RevisionId id) {
        return file.apply(heads.graph().get(id));
    }

    private static String merge(Parting parting) {
        List<String> ids = Shapes.ids(parting.heads());
        return "migrator merge " + String.join(" ", ids) + " -m \"merge " + String.join(" and ", ids) + "\"";
    }

    private static List<String> rebases(Parting parting) {
        return parting.moves().stream()
                .map(move -> "migrator rebase " + move.revision() + " --onto " + move.onto())
                .toList();
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> check = new LinkedHashMap<>();
        check.put("passed", passed());
        check.put("partings", partings.stream().map(this::shape).toList());
        Map<String, @Nullable Object> document = new LinkedHashMap<>(heads.document());
        document.put("check", check);
        return document;
    }

    private Map<String, @Nullable Object> shape(Parting parting) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("labels", parting.labels());
        shape.put("heads", parting.heads().stream().map(this::head).toList());
        shape.put("merge", merge(parting));
        shape.put("rebase", rebases(parting));
        return shape;
    }

    private Map<String, @Nullable Object> head(RevisionId id) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", id.value());
        shape.put("file", fileOf(id));
        return shape;
    }
}
