// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a new revision is not written. No file has been made when one of these is told. All texts are here.
 *
 * @param kind the short, stable name
 * @param message what is wrong, and what to do
 * @param revisions the revisions involved
 */
record DraftIssue(String kind, String message, List<RevisionId> revisions) implements Problem {

    private static final String NAMES =
            "use 1 to " + RevisionId.MAX_LENGTH + " of A-Z a-z 0-9 _ . and none of head, heads, base, current";

    static DraftIssue noMessage() {
        return new DraftIssue("no_message", "the message is empty; say in one line what the revision does", List.of());
    }

    static DraftIssue unreadableMessage() {
        return new DraftIssue(
                "unreadable_message",
                "the message holds characters that this locale cannot carry; set LC_ALL=C.UTF-8, or use plain letters",
                List.of());
    }

    static DraftIssue illegalName(String what, String name) {
        return new DraftIssue("illegal_id", "'" + name + "' is no legal " + what + "; " + NAMES, List.of());
    }

    static DraftIssue taken(String what, String name, RevisionId by) {
        return new DraftIssue(
                "name_taken",
                "the " + what + " " + name + " is taken by revision " + by
                        + "; ids and labels share one namespace, so choose another",
                List.of(by));
    }

    static DraftIssue repeated(String what, String name) {
        return new DraftIssue("repeated", "the " + what + " " + name + " is named twice; name it once", List.of());
    }

    static DraftIssue severalHeads(Collection<RevisionId> heads) {
        return new DraftIssue(
                "several_heads",
                "there are " + heads.size() + " heads: " + list(heads)
                        + "; name the one to build on with --head, or join them with merge",
                List.copyOf(heads));
    }

    static DraftIssue notOne(String typed, Collection<RevisionId> found) {
        return new DraftIssue(
                "several_heads",
                "'" + typed + "' must name one revision" + (found.isEmpty() ? "" : ", and names " + list(found)),
                List.copyOf(found));
    }

    static DraftIssue needsDatabase(String typed) {
        return new DraftIssue(
                "unknown", "'" + typed + "' depends on a database; name a revision, a label or head", List.of());
    }

    static DraftIssue notAHead(RevisionId id, Collection<RevisionId> children) {
        return new DraftIssue(
                "not_a_head",
                "revision " + id + " is no head, " + list(children)
                        + " builds on it; build on a head, or start a branch here with --splice",
                List.of(id));
    }

    static DraftIssue nothingToMerge(Collection<RevisionId> heads) {
        return new DraftIssue(
                "nothing_to_merge",
                heads.isEmpty()
                        ? "there are no revisions to merge"
                        : "a merge joins at least two revisions, and there is only " + list(heads),
                List.copyOf(heads));
    }

    static DraftIssue contains(RevisionId upper, RevisionId lower) {
        return new DraftIssue(
                "overlapping_targets",
                "revision " + upper + " has " + lower + " below it already; merge only the topmost of each line",
                List.of(upper, lower));
    }

    static DraftIssue separateBases(Collection<String> heads, List<RevisionId> ids) {
        return new DraftIssue(
                "separate_lines",
                "the heads stand on bases with different labels: " + String.join(", ", heads)
                        + "; lines that were started apart are merged only when the revisions are named",
                ids);
    }

    static DraftIssue illegalPackage(String name) {
        return new DraftIssue(
                "illegal_package", "'" + name + "' is no legal Java package; correct packages", List.of());
    }

    static DraftIssue noFolder(Path folder, String why) {
        return new DraftIssue(
                "no_folder",
                "cannot write into " + folder + " (" + why + "); correct the setting sources or packages",
                List.of());
    }

    static DraftIssue notWritten(Path file, String why) {
        return new DraftIssue(
                "not_written", "cannot write " + file + " (" + why + "); nothing is left of it", List.of());
    }

    private static String list(Collection<RevisionId> ids) {
        return ids.stream().map(RevisionId::value).collect(Collectors.joining(", "));
    }
}
