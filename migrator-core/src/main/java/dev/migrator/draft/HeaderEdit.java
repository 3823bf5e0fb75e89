// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes the line of {@code downRevision} in the header of a SQL revision, and not one character else. */
final class HeaderEdit {

    private static final Pattern REVISION =
            Pattern.compile("(?m)^\\s*--\\s*migrator:\\s*revision\\s[^\\r\\n]*(\\r?\\n|$)");
    private static final Pattern DOWN_REVISION =
            Pattern.compile("(?m)^(\\s*--\\s*migrator:\\s*downRevision\\s+)([^\\r\\n]*?)[ \\t]*(\\r?\\n|$)");

    private final Path file;
    private final String text;

    HeaderEdit(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    Checked<String, Problem> apply(Rebase rebase) {
        Matcher revision = REVISION.matcher(text);
        if (!revision.find()) {
            return Checked.unsound(
                    DraftIssue.noAnnotation(file, rebase.revision().id()));
        }
        String value = RevisionId.list(rebase.parents());
        Matcher present = DOWN_REVISION.matcher(text);
        if (!present.find()) {
            String end = revision.group(1).isEmpty() ? "\n" : revision.group(1);
            return Checked.sound(text.substring(0, revision.end()) + "-- migrator: downRevision " + value + end
                    + text.substring(revision.end()));
        }
        List<String> written = List.of(present.group(2).split("[,\\s]+"));
        List<String> known = rebase.revision().downRevisions().stream()
                .map(RevisionId::value)
                .toList();
        if (!written.equals(known)) {
            return Checked.unsound(
                    DraftIssue.notCompiled(file, rebase.revision().id(), written, known));
        }
        return Checked.sound(
                value.isEmpty()
                        ? text.substring(0, present.start()) + text.substring(present.end())
                        : text.substring(0, present.start(2)) + value + text.substring(present.end(2)));
    }
}
