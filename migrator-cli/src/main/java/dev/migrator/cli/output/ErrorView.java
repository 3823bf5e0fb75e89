// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a command did not do what it was asked.
 *
 * @param kind a short, stable name
 * @param exit the exit code
 * @param problems what is wrong, at least one
 * @param footnotes what else to say, a line each
 */
public record ErrorView(String kind, int exit, List<Problem> problems, List<String> footnotes) implements View {

    /** Copies the lists. */
    public ErrorView {
        problems = List.copyOf(problems);
        footnotes = List.copyOf(footnotes);
    }

    /** Makes one of a single problem of the same kind. */
    public static ErrorView of(String kind, int exit, String message, String... footnotes) {
        return new ErrorView(kind, exit, List.of(new Told(kind, message)), List.of(footnotes));
    }

    private record Told(String kind, String message) implements Problem {
        @Override
        public List<RevisionId> revisions() {
            return List.of();
        }
    }

    @Override
    public void print(Printer out) {
        String error = out.style().bad("error:") + " ";
        if (problems.size() == 1) {
            out.line(error + visible(problems.get(0).message()));
        } else {
            out.line(error + problems.size() + " problems");
            for (int i = 0; i < problems.size(); i++) {
                out.line("  " + (i + 1) + ". " + visible(problems.get(i).message()));
            }
        }
        footnotes.forEach(out::line);
    }

    private static String visible(String message) {
        return message.replaceAll("[\\p{Cc}&&[^\n\t]]", "?");
    }

    @Override
    public Map<String, ?> document() {
        return Map.of(
                "error",
                error(kind, exit, problems.stream().map(Shapes::problem).toList()));
    }

    static Map<String, @Nullable Object> error(String kind, int exit, List<Map<String, @Nullable Object>> problems) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("kind", kind);
        error.put("exit", exit);
        error.put("problems", problems);
        return error;
    }
}
