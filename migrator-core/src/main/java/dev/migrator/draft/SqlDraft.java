// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A revision with what it does, as SQL; no template has a say in it.
 *
 * @param draft the revision
 * @param replaces the older ones that it stands for
 * @param sections what it does
 */
public record SqlDraft(Draft draft, List<RevisionId> replaces, Sections sections) {

    /** Copies the list. */
    public SqlDraft {
        replaces = List.copyOf(replaces);
    }

    /**
     * What a revision does.
     *
     * @param transactional whether a run of it is one transaction
     * @param upgrade the statements of its way forward, each with its semicolon
     * @param downgrade those of its way back; nothing where it has none
     */
    public record Sections(boolean transactional, String upgrade, Optional<String> downgrade) {

        /**
         * What a revision does that has no way back.
         *
         * @param statements the statements of its way forward, without semicolons
         */
        public static Sections of(List<String> statements) {
            return new Sections(
                    true,
                    statements.stream().map(sql -> sql + ";\n").collect(Collectors.joining("\n")),
                    Optional.empty());
        }
    }

    /** Gives the file. */
    String text() {
        List<String> header = new ArrayList<>();
        header.add(SqlText.header(draft));
        if (!replaces.isEmpty()) {
            header.add("-- migrator: replaces "
                    + replaces.stream().map(RevisionId::value).collect(Collectors.joining(", ")));
        }
        if (!sections.transactional()) {
            header.add("-- migrator: transactional false");
        }
        return String.join("\n", header) + "\n\n-- migrator: upgrade\n\n"
                + sections.upgrade().strip() + "\n"
                + sections.downgrade()
                        .map(down -> "\n-- migrator: downgrade\n\n" + down.strip() + "\n")
                        .orElse("");
    }
}
