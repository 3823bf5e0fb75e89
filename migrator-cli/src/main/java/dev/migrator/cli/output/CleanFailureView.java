// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.CleanFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that could not be emptied.
 *
 * @param failure what went wrong
 * @param exit the exit code
 */
public record CleanFailureView(CleanFailure failure, int exit) implements View {

    @Override
    public void print(Printer out) {
        out.line(out.style().bad("error:") + " the schemas could not be emptied"
                + (failure.sql().isPresent() ? "" : ": " + Style.oneLine(failure.reason())));
        if (!failure.statement().isEmpty()) {
            out.line("    " + Style.oneLine(failure.statement()));
        }
        failure.sql()
                .ifPresent(sql -> out.line("  PostgreSQL " + sql.state() + ": " + Style.oneLine(failure.reason())));
        failure.sql()
                .filter(sql -> !sql.detail().isEmpty())
                .ifPresent(sql -> out.line("  detail: " + Style.oneLine(sql.detail())));
        failure.blockers().forEach(blocker -> out.line("  in its way: " + Style.oneLine(blocker.toString())));
        out.line(failure.fate() + ".");
        out.line("Next: " + failure.advice() + ".");
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> problem = new LinkedHashMap<>();
        problem.put("kind", "clean_failed");
        problem.put("message", failure.reason() + ". " + failure.fate());
        problem.put("revisions", List.of());
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("statement", failure.statement());
        shape.put("sql", failure.sql().map(Shapes::sql).orElse(null));
        shape.put("blockers", failure.blockers().stream().map(Shapes::blocker).toList());
        shape.put("transactionsDone", failure.done());
        shape.put("transactions", failure.parts());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("error", ErrorView.error("clean_failed", exit, List.of(problem)));
        document.put("clean", shape);
        return document;
    }
}
