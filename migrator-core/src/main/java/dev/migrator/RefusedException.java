// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.revision.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The revisions, the target or the database stand in the way; nothing was run. All problems are told together. */
public final class RefusedException extends MigratorException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    RefusedException(List<? extends Problem> problems) {
        super(
                text(problems),
                problems.stream()
                        .flatMap(problem -> problem.cause().stream())
                        .findFirst()
                        .orElse(null));
        this.problems = List.copyOf(problems);
    }

    /** What stands in the way, at least one. */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(List<? extends Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).message();
        }
        return problems.size() + " problems:"
                + IntStream.range(0, problems.size())
                        .mapToObj(
                                i -> "\n  (" + (i + 1) + ") " + problems.get(i).message())
                        .collect(Collectors.joining());
    }
}
