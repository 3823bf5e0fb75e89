// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import dev.migrator.revision.Kind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a revision is not written or not moved. No file has been touched when one of these is told. All texts are here.
 *
 * @param kind the short, stable name
 * @param message what is wrong, and what to do
 * @param revisions the revisions involved
 */
record DraftIssue(String kind, String message, List<RevisionId> revisions) implements Problem {

    private static final String NAMES =
            "use 1 to " + RevisionId.MAX_LENGTH + " of A-Z a-z 0-9 _ . and none of head, heads, base, current";

    static DraftIssue noMessage(Kind kind) {
        return new DraftIssue(
                "no_message", "the message is empty; say in one line what the " + kind.label() + " does", List.of());
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

    static DraftIssue illegalProfile(String name) {
        return new DraftIssue(
                "illegal_profile", "'" + name + "' is no profile; take letters, digits, _, . and -", List.of());
    }

    static DraftIssue taken(String what, String name, String by) {
        return new DraftIssue(
                "name_taken",
                "the " + what + " " + name + " is taken by " + by
                        + "; ids, labels and names share one namespace, so choose another",
                List.of(new RevisionId(name)));
    }

    static DraftIssue nameTaken(String what, String name, String by) {
        return new DraftIssue(
                "name_taken",
                "the " + what + " " + name + " is taken by " + by
                        + "; ids, labels and names share one namespace, so choose another with --seed-name",
                List.of(new RevisionId(name)));
    }

    /** Made of a message. */
    static DraftIssue noName() {
        return new DraftIssue(
                "illegal_id",
                "the message has no letter from A to Z and no digit that a name could be made of; name the seed with"
                        + " --seed-name",
                List.of());
    }

    static DraftIssue narrowSeed(RevisionDescriptor needed) {
        return new DraftIssue(
                "narrow_profiles",
                needed.told() + " is for "
                        + String.join(", ", needed.profiles())
                        + " only, and what depends on it may be for no others; name some of these with --profile",
                List.of(needed.id()));
    }

    static DraftIssue noSeed(RevisionId name, List<String> nearest) {
        return new DraftIssue(
                "unknown",
                "there is no seed '" + name + "' to depend on"
                        + (nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?"),
                List.of(name));
    }

    static DraftIssue repeated(String what, String name) {
        return new DraftIssue("repeated", "the " + what + " " + name + " is named twice; name it once", List.of());
    }

    static DraftIssue severalHeads(Collection<RevisionId> heads) {
        return new DraftIssue(
                "several_heads",
                "there are " + heads.size() + " heads: " + RevisionId.list(heads)
                        + "; name the one to build on with --head, or join them with merge",
                List.copyOf(heads));
    }

    static DraftIssue notOne(String typed, Collection<RevisionId> found) {
        return new DraftIssue(
                "several_heads",
                "'" + typed + "' must name one revision"
                        + (found.isEmpty() ? "" : ", and names " + RevisionId.list(found)),
                List.copyOf(found));
    }

    static DraftIssue needsDatabase(String typed) {
        return new DraftIssue(
                "unknown", "'" + typed + "' depends on a database; name a revision, a label or head", List.of());
    }

    static DraftIssue notAHead(RevisionId id, Collection<RevisionId> children) {
        return new DraftIssue(
                "not_a_head",
                "revision " + id + " is no head, " + RevisionId.list(children)
                        + " builds on it; build on a head, or start a branch here with --splice",
                List.of(id));
    }

    static DraftIssue nothingToMerge(Collection<RevisionId> heads) {
        return new DraftIssue(
                "nothing_to_merge",
                heads.isEmpty()
                        ? "there are no revisions to merge"
                        : "a merge joins at least two revisions, and there is only " + RevisionId.list(heads),
                List.copyOf(heads));
    }

    static DraftIssue nothingToSquash(String range, Collection<RevisionId> found) {
        return new DraftIssue(
                "nothing_to_squash",
                "a squash needs at least two revisions, and " + range + " has "
                        + (found.isEmpty() ? "none" : RevisionId.list(found))
                        + "; name the first and the last, as in a1b2:c3d4",
                List.copyOf(found));
    }

    static DraftIssue severalExits(String range, Collection<RevisionId> exits) {
        return new DraftIssue(
                "several_exits",
                "what " + range + " holds is built on at several places: " + RevisionId.list(exits)
                        + "; take a run that is built on at its end only",
                List.copyOf(exits));
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

    static DraftIssue noSource(RevisionId id, Collection<Path> roots) {
        return new DraftIssue(
                "no_source",
                "the source of revision " + id + " is not below "
                        + roots.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + "; correct the setting sources or resources",
                List.of(id));
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

    static DraftIssue badFileTemplate(String text) {
        return new DraftIssue(
                "bad_template",
                "'" + text
                        + "' names no file; use A-Z a-z 0-9 _ - and ${revision}, ${slug}, ${date}, ${time}, without the"
                        + " ending, as in ${date}_${slug}",
                List.of());
    }

    static DraftIssue unknownPlace(String where, String name, Collection<String> known) {
        return new DraftIssue(
                "bad_template",
                where + ": nothing is called ${" + name + "}; there is "
                        + known.stream().map(each -> "${" + each + "}").collect(Collectors.joining(", "))
                        + ", and $${ for ${ itself",
                List.of());
    }

    static DraftIssue noPlace(String where, String name) {
        return new DraftIssue("bad_template", where + ": ${" + name + "} is missing; add it", List.of());
    }

    static DraftIssue unreadableTemplate(Optional<Path> folder, String why) {
        return new DraftIssue(
                "bad_template",
                "cannot read the templates" + folder.map(path -> " in " + path).orElse("") + " (" + why + ")",
                List.of());
    }

    static DraftIssue ontoItself(RevisionId id, RevisionId onto) {
        return new DraftIssue(
                "cycle",
                onto.equals(id)
                        ? "revision " + id + " cannot stand on itself"
                        : "revision " + onto + " is above " + id + ", which would then stand on itself",
                List.of(id, onto));
    }

    static DraftIssue rebaseOfMerge(RevisionId id, Collection<RevisionId> parents) {
        return new DraftIssue(
                "rebase_of_merge",
                "revision " + id + " joins " + RevisionId.list(parents)
                        + ", of which a rebase would drop all but one; rebase a"
                        + " revision below it, or write another merge",
                List.of(id));
    }

    static DraftIssue alreadyApplied(RevisionId id) {
        return new DraftIssue(
                "already_applied",
                "revision " + id + " is applied in the database, which would keep the lineage that it has now; undo it"
                        + " there first, or join the lines with merge",
                List.of(id));
    }

    static DraftIssue noCompiler() {
        return new DraftIssue(
                "no_compiler",
                "this Java runtime has no compiler, whose syntax tree is needed to edit a source file; use a JDK",
                List.of());
    }

    static DraftIssue doesNotParse(Path file, long line, String why) {
        return new DraftIssue("does_not_parse", file + ":" + line + ": " + why, List.of());
    }

    static DraftIssue noAnnotation(Path file, RevisionId id) {
        return new DraftIssue("no_annotation", "there is no @Revision with the id " + id + " in " + file, List.of(id));
    }

    static DraftIssue notCompiled(Path file, RevisionId id, Collection<String> written, Collection<String> compiled) {
        return new DraftIssue(
                "not_compiled",
                "revision " + id + " stands on " + names(written) + " in " + file + ", and on " + names(compiled)
                        + " in its compiled class; compile first",
                List.of(id));
    }

    private static String names(Collection<String> names) {
        return names.isEmpty() ? "base" : String.join(", ", names);
    }
}
