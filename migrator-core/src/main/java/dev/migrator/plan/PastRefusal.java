// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why a database is not marked, or does not go back to what it had. All texts are here.
 *
 * @param kind the short, stable name
 * @param message what is wrong, and what to do
 * @param revisions the names and ids involved
 */
record PastRefusal(String kind, String message, List<RevisionId> revisions) implements Refusal.Told {

    private static final String UNTOLD = "history_untold";

    /** Copies the list. */
    PastRefusal {
        revisions = List.copyOf(revisions);
    }

    static Refusal illegalName(RevisionId name) {
        return new PastRefusal(
                "illegal_name",
                "'" + name + "' is no name for a tag; use 1 to " + RevisionId.MAX_LENGTH
                        + " of A-Z a-z 0-9 _ . and none of head, heads, base, current",
                List.of(name));
    }

    static Refusal taken(RevisionId name, String where) {
        return new PastRefusal(
                "name_taken",
                "the name " + name + " is taken by " + where
                        + "; ids, labels, names and tags share one namespace, so choose another",
                List.of(name));
    }

    static Refusal ambiguous(RevisionId name, List<RevisionId> heads, String where) {
        return new PastRefusal(
                "ambiguous_name",
                "'" + name + "' is a tag of the database, at " + RevisionId.list(heads) + ", and in the code " + where
                        + "; give that another name, or take the tag away with tag --delete " + name,
                List.of(name));
    }

    static Refusal nothingApplied(RevisionId name) {
        return new PastRefusal(
                "nothing_applied",
                "nothing is applied that " + name + " could mark; the name for an empty database is base. If something"
                        + " should be there, look whether this is the database and the ledger that you mean",
                List.of(name));
    }

    static Refusal tagExists(RevisionId name, List<RevisionId> heads) {
        return new PastRefusal(
                "tag_exists",
                "there is a tag " + name + " already, at " + RevisionId.list(heads)
                        + ", and the database has something else now; choose another name, or take that one away first with"
                        + " tag --delete " + name,
                List.of(name));
    }

    static Refusal noTag(RevisionId name, List<RevisionId> all, List<String> nearest) {
        String there = all.isEmpty() ? "there is none at all" : "there are " + RevisionId.list(all);
        return new PastRefusal(
                "unknown",
                "there is no tag '" + name + "'; "
                        + (nearest.isEmpty() ? there : "did you mean " + String.join(" or ", nearest) + "?"),
                List.of(name));
    }

    static Refusal unknownHeads(RevisionId name, List<RevisionId> absent) {
        return new PastRefusal(
                "unknown",
                "tag " + name + " is at " + RevisionId.list(absent)
                        + ", which the code does not have; bring the code up to date",
                Stream.concat(Stream.of(name), absent.stream()).toList());
    }

    /** It is at something that another stands for, which is more. */
    static Refusal withinReplaced(String when, RevisionId successor, List<RevisionId> there, List<RevisionId> missing) {
        return new PastRefusal(
                "replaced",
                when + " the database had " + RevisionId.list(there) + " and not " + RevisionId.list(missing)
                        + "; revision " + successor
                        + " stands for all of these now, so that none of them is there by itself. Use the code that still has"
                        + " them, on a database that has them",
                Stream.of(List.of(successor), there, missing)
                        .flatMap(List::stream)
                        .toList());
    }

    static Refusal gone(String when, List<RevisionId> gone) {
        return new PastRefusal(
                "not_applied",
                when + " the database had " + RevisionId.list(gone)
                        + ", which it does not have now; a downgrade only undoes, so that it does not come there. Upgrade"
                        + " to what is missing first",
                gone);
    }

    static Refusal builtOn(String when, List<RevisionId> later, List<RevisionId> above) {
        return new PastRefusal(
                "built_on",
                when + " the database did not have " + RevisionId.list(later) + ", on which "
                        + RevisionId.list(above)
                        + (above.size() == 1 ? " builds, which it had" : " build, which it had")
                        + " (the lineage was edited since then); to undo the one takes the other, too. Name a revision to go"
                        + " back to",
                Stream.concat(later.stream(), above.stream()).toList());
    }

    static Refusal noHistory(Instant moment) {
        return new PastRefusal(
                "no_history",
                "the database has no history that could tell what it had at " + moment + "; name a revision",
                List.of());
    }

    static Refusal future(Instant moment, Instant now) {
        return new PastRefusal(
                "in_the_future", moment + " is in the future; by the clock of the server it is " + now, List.of());
    }

    static Refusal beforeHistory(Instant moment, Instant first) {
        return new PastRefusal(
                "before_history",
                "the history begins at " + first + ", and does not tell what the database had at " + moment
                        + "; to undo everything, name base",
                List.of());
    }

    static Refusal clockSetBack(Instant moment) {
        return new PastRefusal(
                UNTOLD,
                "the clock of the server was set back over " + moment
                        + ", so that the history does not tell what was before that moment and what after; name a revision",
                List.of());
    }

    static Refusal onTheWay(Instant moment, List<RevisionId> begun) {
        return new PastRefusal(
                UNTOLD,
                RevisionId.list(begun) + (begun.size() == 1 ? " was" : " were") + " on the way at " + moment
                        + ": begun outside a transaction, and not ended; name an earlier moment, a later one, or a revision",
                begun);
    }

    static Refusal recorded(Instant moment, List<RevisionId> recorded) {
        return new PastRefusal(
                UNTOLD,
                "the history does not tell whether the database had " + RevisionId.list(recorded) + " at " + moment
                        + ": since then it was only recorded, by hand (stamp, baseline); name a revision, or a moment after"
                        + " that",
                recorded);
    }

    static Refusal contradictory(Instant moment, List<RevisionId> odd) {
        return new PastRefusal(
                UNTOLD,
                "what the history tells of " + RevisionId.list(odd)
                        + " does not fit to what is applied, as if somebody had written into the ledger; so it does not tell"
                        + " what the database had at " + moment + ". Name a revision",
                odd);
    }

    /** What has a name that a tag has, too, as a person finds it. */
    static String onlyInLedger(Kind kind, RevisionId name) {
        return kind.label() + " " + name + ", which the database has and the code does not";
    }
}
