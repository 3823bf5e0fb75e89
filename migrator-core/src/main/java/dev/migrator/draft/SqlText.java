// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;

/** What a revision or a seed says of itself, as lines of SQL comments. */
final class SqlText {

    private SqlText() {}

    static String header(Draft draft) {
        List<String> lines = new ArrayList<>();
        line(lines, "revision", List.of(draft.id().value()));
        line(
                lines,
                "downRevision",
                draft.downRevisions().stream().map(RevisionId::value).toList());
        line(lines, "dependsOn", draft.dependsOn());
        line(lines, "branchLabels", draft.branchLabels());
        line(
                lines,
                "phase",
                draft.phase() == Phase.EXPAND
                        ? List.of()
                        : List.of(draft.phase().label()));
        line(lines, "message", List.of(draft.message()));
        return String.join("\n", lines);
    }

    static String header(SeedDraft draft) {
        List<String> lines = new ArrayList<>();
        line(lines, "seed", List.of(draft.name().value()));
        line(lines, "profiles", draft.profiles());
        line(lines, "dependsOn", draft.dependsOn());
        line(lines, "after", draft.after());
        line(lines, "message", List.of(draft.message()));
        return String.join("\n", lines);
    }

    private static void line(List<String> lines, String key, List<String> values) {
        if (!values.isEmpty()) {
            lines.add("-- migrator: " + key + " " + String.join(", ", values));
        }
    }
}
