// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Kind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Why a target means nothing in a graph. All texts are here.
 *
 * @param reason which of the reasons
 * @param message the reason with its ids, and what to type instead
 * @param revisions the revisions involved
 */
public record TargetIssue(Reason reason, String message, List<RevisionId> revisions) implements Problem {

    /** The reasons. */
    public enum Reason {
        /** No revision by that name, or no target at all. */
        UNKNOWN,
        /** The beginning of several ids or labels. */
        AMBIGUOUS_ID,
        /** One head was meant, and there are several. */
        SEVERAL_HEADS,
        /** A walk came to a fork or a merge. */
        AMBIGUOUS_WALK,
        /** More steps than there are revisions. */
        TOO_FAR,
        /** Steps up in a downgrade, down in an upgrade, or none. */
        WRONG_DIRECTION,
        /** A way down to what is not there. */
        NOT_APPLIED,
        /** A revision that is not on the line named before {@code @}. */
        NOT_ON_BRANCH,
        /** A range with nothing in it. */
        EMPTY_RANGE,
        /** A revision that another stands for now. */
        REPLACED
    }

    /** Copies the list. */
    public TargetIssue {
        revisions = List.copyOf(revisions);
    }

    @Override
    public String kind() {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    static TargetIssue notATarget(String text) {
        return new TargetIssue(
                Reason.UNKNOWN,
                "'" + text + "' is no target; a target is head, heads, base, current, a revision id or the first 4"
                        + " characters of one, a branch label, +n, -n, or any of these with LABEL@ before or +n or -n"
                        + " behind",
                List.of());
    }

    static TargetIssue zeroSteps(String text) {
        return new TargetIssue(
                Reason.WRONG_DIRECTION,
                "'" + text + "' goes no step; name at least one, as in +1 or -1, or use current",
                List.of());
    }

    static TargetIssue wrongDirection(Target target, Direction direction) {
        return new TargetIssue(
                Reason.WRONG_DIRECTION,
                direction == Direction.UP
                        ? "'" + target + "' leads down, and an upgrade leads up; use downgrade " + target
                        : "'" + target + "' leads up, and a downgrade leads down; use upgrade " + target,
                List.of());
    }

    static TargetIssue replaced(String name, RevisionId id, RevisionId successor) {
        return new TargetIssue(
                Reason.REPLACED,
                (name.equals(id.value()) ? "revision " + id : "'" + name + "' is the beginning of " + id + ", which")
                        + " was replaced by " + successor + "; name that",
                List.of(id, successor));
    }

    static TargetIssue unknown(String name, List<String> nearest) {
        return new TargetIssue(
                Reason.UNKNOWN,
                "no revision has an id or a label '" + name + "'" + shortHint(name)
                        + (nearest.isEmpty() ? "; the" : didYouMean(nearest) + " The")
                        + " command history lists all revisions",
                List.of());
    }

    /**
     * What no revision is, and yet has a name.
     *
     * @param name the name
     * @param kind what has it
     */
    public static TargetIssue noRevision(String name, Kind kind) {
        return new TargetIssue(
                Reason.UNKNOWN,
                "'" + name + "' is a " + kind.label() + ", and no revision; "
                        + (kind == Kind.SEED
                                ? "seed apply and seed remove are for seeds"
                                : "an upgrade runs repeatables by itself"),
                List.of(new RevisionId(name)));
    }

    /**
     * What is a hook, and no revision.
     *
     * @param name the hook
     */
    public static TargetIssue hook(String name) {
        return new TargetIssue(
                Reason.UNKNOWN,
                "'" + name + "' is a hook, and no revision; status tells whether it is owed, log " + name
                        + " when it ran, and repair --not-applied " + name + " has it forgotten that it is owed",
                List.of(new RevisionId(name)));
    }

    /**
     * What may have been meant as a hook.
     *
     * @param text what was typed
     * @param nearest the hooks that are near to it
     */
    public static TargetIssue nearHook(String text, List<String> nearest) {
        return new TargetIssue(
                Reason.UNKNOWN, "'" + text + "' is neither a target nor a hook" + didYouMean(nearest), List.of());
    }

    /**
     * What has a name in a database alone, said where the code is asked.
     *
     * @param name the name
     * @param kind what has it
     */
    public static TargetIssue notInCode(String name, Kind kind) {
        return new TargetIssue(
                Reason.UNKNOWN,
                "'" + name + "' is a " + kind.label()
                        + " that only the database has, and history lists what the code has;" + " show " + name
                        + " and log " + name + " tell of it",
                List.of(new RevisionId(name)));
    }

    /** The same, said to who may have meant a name that only a database has. */
    public TargetIssue withoutDatabase() {
        return reason == Reason.UNKNOWN
                ? new TargetIssue(
                        reason,
                        message + ". If it is a tag: only the database knows those, and it is not asked here",
                        revisions)
                : this;
    }

    static TargetIssue unknownOnLine(String name, String line, List<String> nearest) {
        return new TargetIssue(
                Reason.UNKNOWN,
                "no revision on the line of " + line + " has an id or a label that begins with '" + name + "'"
                        + shortHint(name)
                        + (nearest.isEmpty() ? "" : didYouMean(nearest)),
                List.of());
    }

    static TargetIssue tagAtLine(String name) {
        return new TargetIssue(
                Reason.UNKNOWN,
                "'" + name
                        + "' is a tag, which marks all that is applied and has no line; the names beside @ are ids and"
                        + " labels. Name the tag by itself",
                List.of());
    }

    private static String didYouMean(List<String> nearest) {
        return "; did you mean " + String.join(" or ", nearest) + "?";
    }

    static TargetIssue ambiguousId(String name, Collection<RevisionId> matches) {
        return new TargetIssue(
                Reason.AMBIGUOUS_ID,
                "'" + name + "' is the beginning of several: " + RevisionId.list(matches)
                        + "; type more of the one you mean",
                List.copyOf(matches));
    }

    static TargetIssue notOnBranch(RevisionId id, String line) {
        return new TargetIssue(
                Reason.NOT_ON_BRANCH,
                "revision " + id + " is not on the line of " + line + "; name it without " + line + "@",
                List.of(id));
    }

    static TargetIssue severalHeads(Target target, Collection<RevisionId> heads, String instead) {
        return new TargetIssue(
                Reason.SEVERAL_HEADS,
                "'" + target + "' means one revision, and there are " + heads.size() + ": " + RevisionId.list(heads)
                        + "; " + instead,
                List.copyOf(heads));
    }

    static TargetIssue ambiguousWalk(Target target, String from, Collection<RevisionId> choices, boolean up) {
        return new TargetIssue(
                Reason.AMBIGUOUS_WALK,
                "'" + target + "' comes to a " + (up ? "fork" : "merge") + " at " + from + ": "
                        + RevisionId.list(choices) + "; name the one you mean, or put a revision of its line before @",
                List.copyOf(choices));
    }

    static TargetIssue tooFar(Target target, String reached) {
        return new TargetIssue(
                Reason.TOO_FAR, "'" + target + "' goes too far: there is nothing beyond " + reached, List.of());
    }

    static TargetIssue nothingAppliedOnLine(String line) {
        return new TargetIssue(
                Reason.NOT_APPLIED,
                "nothing on the line of " + line + " is applied, so that there is nothing to go back from",
                List.of());
    }

    static TargetIssue notARange(String text) {
        return notARange(text, List.of());
    }

    /**
     * What no range is.
     *
     * @param text what was typed
     * @param nearest what may have been meant
     */
    public static TargetIssue notARange(String text, List<String> nearest) {
        return new TargetIssue(
                Reason.UNKNOWN,
                "'" + text + "' is no range; a range is two targets with a colon between, either of which may be left"
                        + " out: a1b2:head, current:, :payments@head, -5:, base:+3"
                        + (nearest.isEmpty() ? "" : didYouMean(nearest)),
                List.of());
    }

    static TargetIssue wrongWayInRange(String text, Target end) {
        return new TargetIssue(
                Reason.WRONG_DIRECTION,
                "'" + end + "' has nothing to be counted from in '" + text
                        + "'; a range may start with -n, counted back"
                        + " from its end, or end with +n, counted up from its start, but not both",
                List.of());
    }

    static TargetIssue emptyRange(Range range, Collection<RevisionId> end) {
        return new TargetIssue(
                Reason.EMPTY_RANGE,
                "nothing lies in '" + range + "': the lower end comes first, and the other must be above it over"
                        + " parents and dependencies; use show to see what is above " + RevisionId.list(end),
                List.copyOf(end));
    }

    private static String shortHint(String name) {
        return name.length() < TargetResolver.SHORTEST_PREFIX
                ? " (the beginning of an id is understood from " + TargetResolver.SHORTEST_PREFIX + " characters)"
                : "";
    }
}
