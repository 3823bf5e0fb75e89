// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Validation;
import dev.migrator.plan.Validation.Finding;
import dev.migrator.plan.Validation.Kind;
import dev.migrator.revision.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a validation found, and what to do about it. */
final class Findings {

    private Findings() {}

    static void print(Printer out, List<Finding> findings) {
        Style style = out.style();
        Table table = new Table("");
        for (Finding finding : findings) {
            String kind = finding.kind().label();
            table.row(
                    finding.kind() == Kind.UNDECIDED ? style.warning(kind) : style.bad(kind),
                    style.id(finding.id()),
                    Style.oneLine(finding.message()),
                    Style.oneLine(finding.detail()));
        }
        table.print(out);
    }

    /** One line for each kind that was found. */
    static void advise(Printer out, Validation validation, List<Kind> kinds) {
        for (Kind kind : kinds) {
            List<RevisionId> ids = validation.in(kind);
            if (!ids.isEmpty()) {
                out.line(kind.label() + ": " + advice(kind, ids));
            }
        }
    }

    static void leftBehind(Printer out, List<String> invalidIndexes) {
        invalidIndexes.forEach(index ->
                out.line("An invalid index is left behind, which every write pays for: drop index concurrently "
                        + Style.oneLine(index) + ";"));
    }

    private static String advice(Kind kind, List<RevisionId> ids) {
        String all = ids.stream().map(RevisionId::value).collect(Collectors.joining(" "));
        String one = ids.get(0).value();
        return switch (kind) {
            case CHANGED ->
                "put the code back as it was and write a new revision; or, if the database is as the code says now:"
                        + " migrator repair " + all + " --apply";
            case MOVED -> "if the database has what is below them now: migrator repair " + all + " --apply";
            case GAP -> "run them in order: migrator upgrade --fill-gaps";
            case UNKNOWN -> "bring the code up to date";
            case REPLACED -> "upgrade to all that was replaced, or downgrade below it, with the code that still has it";
            case AMBIGUOUS ->
                "give another name to what is in the code, or take the tag away: migrator tag --delete " + one;
            case FAILED -> "correct what failed, and run the command again";
            case INTERRUPTED ->
                "look at what is there, finish or undo it by hand, then: migrator repair --applied " + one
                        + " --apply, or --not-applied " + one;
            case UNFINISHED -> "run them again: migrator upgrade";
            case UNDECIDED -> "compare them; if they are the same: migrator repair " + all + " --apply";
        };
    }

    static List<Map<String, @Nullable Object>> shapes(List<Finding> findings) {
        return findings.stream().map(Findings::shape).toList();
    }

    private static Map<String, @Nullable Object> shape(Finding finding) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("kind", finding.kind().label());
        shape.put("id", finding.id().value());
        shape.put("message", finding.message());
        shape.put("detail", finding.detail());
        return shape;
    }
}
