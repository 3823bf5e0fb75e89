// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.RevisionId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file of a new SQL revision; it can be run as it is. */
final class SqlText {

    private static final int LONGEST = 40;

    private SqlText() {}

    static String of(Draft draft) {
        StringBuilder text = new StringBuilder();
        line(text, "revision", List.of(draft.id().value()));
        line(
                text,
                "downRevision",
                draft.downRevisions().stream().map(RevisionId::value).toList());
        line(text, "dependsOn", draft.dependsOn());
        line(text, "branchLabels", draft.branchLabels());
        line(text, "message", List.of(draft.message()));
        return text.append(
                        "\n-- migrator: upgrade\n\n\n-- migrator: downgrade\n-- The way back. Remove this section if there is"
                                + " none: the revision is then irreversible.\n\n")
                .toString();
    }

    /** Id and words of the message, in plain lower-case letters. */
    static String fileName(Draft draft) {
        String words = Normalizer.normalize(draft.message(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        String slug =
                words.length() <= LONGEST ? words : words.substring(0, LONGEST).replaceAll("_[^_]*$", "");
        return draft.id() + (slug.isEmpty() ? "" : "_" + slug) + ".sql";
    }

    private static void line(StringBuilder text, String key, List<String> values) {
        if (!values.isEmpty()) {
            text.append("-- migrator: ")
                    .append(key)
                    .append(' ')
                    .append(values.stream().collect(Collectors.joining(", ")))
                    .append('\n');
        }
    }
}
